// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/message.h"

#include <QMessageBox>

namespace safeguard {

void warn(QWidget *parent, const QString &title, const QString &text)
{
    QMessageBox box(QMessageBox::Warning, title, text, QMessageBox::Ok, parent);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

}
