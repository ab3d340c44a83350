// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/result.h"

namespace safeguard {

QString wholeText(const Error &error)
{
    QStringList lines;
    if (!error.text.isEmpty())
        lines += error.text;
    for (const FieldProblem &problem : error.problems) {
        if (problem.text != error.text)
            lines += problem.text;
    }
    return lines.join(QLatin1Char('\n'));
}

}
