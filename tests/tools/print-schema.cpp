// SPDX-License-Identifier: GPL-3.0-or-later

// Prints the CREATE statements of registers (all, or those named), to start a schema step from.

#include "model/registers.h"
#include "model/store/recordstore.h"

#include <QCoreApplication>
#include <QTextStream>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList wanted = app.arguments().mid(1);
    QTextStream out(stdout);
    for (const auto &type : *safeguard::allRegisters()) {
        if (wanted.isEmpty() || wanted.contains(type.key))
            out << safeguard::schemaOf(type) << '\n';
    }
}
