// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/field.h"

#include <QCoreApplication>

namespace safeguard {

/// A document that proves something: a file kept in the project, or where it is kept elsewhere.
struct Evidence final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
public:
    static constexpr auto registerKey = "evidence";

    QString title;
    QString proves;
    QString fileName;        ///< as it was called when it came in
    QString content;         ///< SHA-256 of the file, base32; empty when it is kept elsewhere
    std::optional<int> size; ///< in bytes
    QString reference;       ///< in the document system where it is kept
    std::optional<QDate> effective;
    std::optional<QDate> expires;
    std::optional<QDate> retainedUntil;

    bool hasExpired(QDate today) const { return expires && *expires < today; }

    static RegisterType describe();
};

/// That a piece of evidence belongs to a record.
struct EvidenceLink final : Record
{
    Q_DECLARE_TR_FUNCTIONS(EvidenceLink)
public:
    static constexpr auto registerKey = "evidence-links";

    Id<Evidence> evidence;
    RecordRef subject;

    static RegisterType describe()
    {
        return Describe<EvidenceLink>({.singular = tr("Link of evidence"),
                                       .plural = tr("Links of evidence"),
                                       .area = Area::Evidence,
                                       .isPart = true})
            .field<&EvidenceLink::evidence>("evidence", tr("Evidence"))
            .owner()
            .field<&EvidenceLink::subject>("subject", tr("Record"))
            .owner()
            .done();
    }
};

inline RegisterType Evidence::describe()
{
    return Describe<Evidence>(
               {.singular = tr("Evidence"),
                .plural = tr("Evidence"),
                .prefix = QStringLiteral("EVD"),
                .purpose = tr("Files and references that prove what the records say. A file is "
                              "kept in the project, encrypted like everything else; its SHA-256 "
                              "shows that it was not exchanged since."),
                .citation = QStringLiteral("164.316(b)(1)"),
                .area = Area::Evidence})
        .section(tr("Document"))
        .field<&Evidence::title>("title", tr("Title"))
        .required()
        .unique()
        .field<&Evidence::proves>("proves", tr("What it proves"))
        .multiline()
        .field<&Evidence::reference>("reference", tr("Reference elsewhere"))
        .help(tr("Where the original is kept, such as the number in the document system."))
        .section(tr("Dates"))
        .field<&Evidence::effective>("effective", tr("Effective"))
        .help(tr("From when it holds, which is not the day on which it was added here."))
        .field<&Evidence::expires>("expires", tr("Expires"))
        .field<&Evidence::retainedUntil>("retained_until", tr("Retained until"))
        .help(tr("Six years from its creation or from the date when it last was in effect, "
                 "whichever is later."))
        .cites("164.316(b)(2)(i)")
        .section(tr("File"))
        .field<&Evidence::fileName>("file_name", tr("File name"))
        .given()
        .field<&Evidence::content>("content", tr("SHA-256"))
        .content()
        .wide()
        .field<&Evidence::size>("size", tr("Size in bytes"))
        .given()
        .wide()
        .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
            const auto &self = static_cast<const Evidence &>(record);
            if (self.effective && self.expires && *self.expires < *self.effective)
                problems.push_back(
                    {QStringLiteral("expires"), tr("It would expire before it is effective.")});
        })
        .done();
}

}
