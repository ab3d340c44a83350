// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>
#include <QUuid>

namespace safeguard {

namespace {

// Known to clipboard managers of several desktops.
const auto hintFormat = QStringLiteral("x-kde-passwordManagerHint");
const auto markFormat = QStringLiteral("application/x-safeguard-secret");

/// Unless something else was copied since, be it another secret.
void clear(const QByteArray &mark)
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (data && data->hasFormat(markFormat) && data->data(markFormat) == mark)
        QGuiApplication::clipboard()->clear();
}

}

void copySecret(const QString &secret, std::chrono::milliseconds time)
{
    const QByteArray mark = QUuid::createUuid().toByteArray();
    auto *data = new QMimeData;
    data->setText(secret);
    data->setData(hintFormat, QByteArrayLiteral("secret"));
    data->setData(markFormat, mark);
    QGuiApplication::clipboard()->setMimeData(data);
    QTimer::singleShot(time, qGuiApp, [mark] { clear(mark); });
    QObject::connect(qGuiApp, &QCoreApplication::aboutToQuit, qGuiApp, [mark] { clear(mark); });
}

}
