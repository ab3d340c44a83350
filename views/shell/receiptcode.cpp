// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/receiptcode.h"

#include "views/kit/panelparts.h"
#include "views/kit/qrpicture.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>

namespace safeguard {

ReceiptCode::ReceiptCode(const Receipt &receipt, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("receipt-code"));
    setWindowTitle(tr("Receipt"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(panel::text(tr("Entry %1 of the history, signed by %2. Photograph the code "
                                     "and keep what it says, as a text file, outside of the "
                                     "project: compared with a later file, it shows whether "
                                     "anything before that entry was changed.")
                                      .arg(receipt.sequence)
                                      .arg(receipt.user),
                                  {}, this));
    auto code = QrCode::of(receipt.toCodeText(), QrCode::Repair::Medium);
    if (code) {
        auto *picture = new QrPicture(*std::move(code), tr("The receipt as a QR code"), 6, this);
        picture->setObjectName(QStringLiteral("receipt-picture"));
        layout->addWidget(picture, 0, Qt::AlignHCenter);
    } else {
        layout->addWidget(panel::text(code.error().text, QStringLiteral("error"), this));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    panel::fit(this, 0);
}

}
