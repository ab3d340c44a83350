// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/recoverykeydialog.h"

#include "model/base/qrcode.h"
#include "model/inventory/project_info.h"
#include "model/project/project.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"
#include "views/kit/qrpicture.h"
#include "views/kit/secretclipboard.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>

namespace safeguard {

RecoveryKeyDialog::RecoveryKeyDialog(KeySheet sheet, QWidget *parent)
    : QDialog(parent)
    , m_sheet(std::move(sheet))
    , m_groups(new QLabel(keyLines(m_sheet.key, 3).join(u'\n'), this))
    , m_note(panel::text({}, QStringLiteral("muted"), this))
{
    setObjectName(QStringLiteral("recovery-key-shown"));
    setWindowTitle(tr("Your recovery key"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(panel::text(tr("It opens the project when the passphrase of %1 is lost. It "
                                     "is not stored anywhere and is not shown again: print it or "
                                     "write it down, and keep it in a safe place.")
                                      .arg(m_sheet.fullName),
                                  {}, this));
    layout->addWidget(makeKey());
    layout->addLayout(makeWays());
    m_note->setObjectName(QStringLiteral("key-note"));
    m_note->setText(tr("Whoever has the key and a copy of the file can read the project."));
    layout->addWidget(m_note);
    // Not the default: Enter pressed once too often must not be the end of the key.
    auto *kept = panel::addButton(tr("I have &kept it"), QStringLiteral("key-kept"), false, this);
    kept->setProperty("role", QStringLiteral("primary"));
    kept->setAutoDefault(false);
    layout->addWidget(kept, 0, Qt::AlignRight);
    connect(kept, &QPushButton::clicked, this, &QDialog::accept);
    m_note->setMinimumHeight(2 * m_note->fontMetrics().lineSpacing());
    panel::fit(this, 0);
}

RecoveryKeyDialog::~RecoveryKeyDialog()
{
    m_groups->setText({});
    wipe(m_sheet.key);
}

QWidget *RecoveryKeyDialog::makeKey()
{
    auto *box = new QWidget(this);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(20);
    if (auto code = QrCode::of(m_sheet.key, QrCode::Repair::High)) {
        auto *picture =
            new QrPicture(*std::move(code), tr("The recovery key as a QR code"), 5, box);
        picture->setObjectName(QStringLiteral("key-code"));
        layout->addWidget(picture);
    }
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(QFontInfo(font()).pixelSize() * 3 / 2);
    m_groups->setFont(fixed);
    m_groups->setObjectName(QStringLiteral("key-groups"));
    m_groups->setAccessibleName(tr("Recovery key"));
    m_groups->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_groups, 1);
    return box;
}

QLayout *RecoveryKeyDialog::makeWays()
{
    auto *ways = new QHBoxLayout;
    const auto add = [&](const QString &words, const QString &name, const QString &what,
                         void (RecoveryKeyDialog::*run)()) {
        auto *button = panel::addButton(words, name, false, this);
        button->setAutoDefault(false);
        button->setToolTip(what);
        connect(button, &QPushButton::clicked, this, run);
        ways->addWidget(button);
    };
    add(tr("Print\u2026"), QStringLiteral("key-print"),
        tr("A page that says what it is for. It passes through the print service of this "
           "computer."),
        &RecoveryKeyDialog::print);
    add(tr("Save as PDF\u2026"), QStringLiteral("key-save"),
        tr("The same page. The file is not encrypted: save it to a medium that you lock away."),
        &RecoveryKeyDialog::save);
    add(tr("Copy"), QStringLiteral("key-copy"), tr("For a password manager, for 30 seconds."),
        &RecoveryKeyDialog::copy);
    ways->addStretch(1);
    return ways;
}

void RecoveryKeyDialog::note(const QString &words)
{
    m_note->setText(words);
}

void RecoveryKeyDialog::copy()
{
    copySecret(m_sheet.key);
    note(tr("Copied. The clipboard is cleared after 30 seconds, and when the project is locked."));
}

void RecoveryKeyDialog::print()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageMargins({20, 20, 20, 20}, QPageLayout::Millimeter);
    printer.setDocName(tr("Recovery key"));
    if (QPrintDialog(&printer, this).exec() != QDialog::Accepted)
        return;
    if (const Status done = drawKeySheet(printer, m_sheet); !done)
        return warn(this, tr("Not printed"), done.error().text);
    note(tr("Sent to the printer. See that the page is readable before you close this."));
}

void RecoveryKeyDialog::save()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Save the recovery key"), {},
                                                tr("PDF files (*.pdf)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".pdf");
    if (const Status done = saveKeySheet(path, m_sheet); !done)
        return warn(this, tr("Not saved"), done.error().text);
    note(tr("Saved. The file is not encrypted: move it to a medium that you lock away."));
}

void RecoveryKeyDialog::reject()
{
    note(tr("This key is not shown again. Keep it first, then choose \u201cI have kept it\u201d."));
}

void offerRecoveryKey(Project &project, QWidget *parent)
{
    const auto answer = QMessageBox::question(
        parent, RecoveryKeyDialog::tr("Recovery key"),
        RecoveryKeyDialog::tr("A recovery key opens the project when your passphrase is lost. It "
                              "is shown once: print it and keep it in a safe place. An earlier "
                              "one of yours stops working. Make one now?"));
    if (answer != QMessageBox::Yes)
        return;
    auto key = project.addRecoveryKey();
    if (!key)
        return warn(parent, RecoveryKeyDialog::tr("No recovery key was made"), key.error().text);
    KeySheet sheet{QFileInfo(project.path()).fileName(),
                   project.snapshot().only<ProjectInfo>().name,
                   project.user().name,
                   project.user().fullName,
                   project.clock().today(),
                   std::exchange(key->text, {})};
    RecoveryKeyDialog(std::move(sheet), parent).exec();
}

}
