// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/opening.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace safeguard {

void openInBackground(QObject *context, std::function<Result<std::unique_ptr<Project>>()> open,
                      Opened done)
{
    QThreadPool::globalInstance()->start(
        [guard = QPointer<QObject>(context), open = std::move(open), done = std::move(done)] {
            auto result = std::make_shared<Result<std::unique_ptr<Project>>>(open());
            if (*result)
                (**result)->moveToThread(QCoreApplication::instance()->thread());
            QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, done, result] {
                if (guard)
                    done(std::move(*result));
            });
        });
}

}
