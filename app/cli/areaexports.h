// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "model/binder/areareports.h"

namespace safeguard::cli {

/// Whom a certificate or an agreement is for, as numbers, names or ids.
struct ForWhom
{
    std::string person;
    std::string course;
    std::string company;
    std::string direction; ///< key; empty: as the company is on record

    bool isEmpty() const
    {
        return person.empty() && course.empty() && company.empty() && direction.empty();
    }
};
void addForWhomOptions(CLI::App &verb, ForWhom &options);

/// The keys of what is made of people and vendors beside the reports.
inline QString certificateKey()
{
    return QStringLiteral("training-certificate");
}
inline QString draftKey()
{
    return QStringLiteral("draft-agreement");
}

/// A training certificate as PDF. Errors: NotFound for a name that is none; Refused when no
/// record counts.
Result<QByteArray> certificatePdf(const Project &project, const ForWhom &options);
/// A draft agreement, as PDF or, when the suffix is txt, as text in UTF-8. Errors: NotFound for a
/// name that is none; Refused when the company is not there in that direction.
Result<QByteArray> draftBytes(const Project &project, const ForWhom &options,
                              const QString &suffix);

}
