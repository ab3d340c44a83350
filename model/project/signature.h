// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/user.h"

namespace safeguard {

enum class Meaning { Prepared, Reviewed, Approved };

/// An electronic signature under a record (21 CFR 11.50, 11.70): who, when, what it means, and the
/// very text that was signed, which names the record and holds a digest of its content. Written by
/// Project alone, never changed. The record stays editable; whether it is still what was signed
/// follows, see signing.h.
struct Signature final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Signature)
public:
    static constexpr auto registerKey = "signatures";

    QString printedName; ///< full name of the signer, as of then
    Meaning meaning = Meaning::Prepared;
    RecordRef subject;
    Id<User> signer;
    QDateTime signedAt; ///< UTC, to the second
    QString text;       ///< the bytes that are signed, in UTF-8
    QString signature;  ///< Ed25519 by the signer's key, base32

    static RegisterType describe();
};

inline const ChoiceList &choices(Meaning)
{
    static const ChoiceList list{{"prepared", Signature::tr("Prepared")},
                                 {"reviewed", Signature::tr("Reviewed")},
                                 {"approved", Signature::tr("Approved")}};
    return list;
}

inline RegisterType Signature::describe()
{
    return Describe<Signature>(
               {.singular = tr("Signature"),
                .plural = tr("Signatures"),
                .prefix = QStringLiteral("SIG"),
                .purpose = tr("Who prepared, reviewed or approved which record, in the state "
                              "in which it was signed.")})
        .field<&Signature::printedName>("printed_name", tr("Signed by"))
        .required()
        .field<&Signature::meaning>("meaning", tr("Meaning"))
        .field<&Signature::subject>("subject", tr("Record"))
        .required()
        .field<&Signature::signer>("signer", tr("User"))
        .author()
        .field<&Signature::signedAt>("signed_at", tr("When"))
        .required()
        .field<&Signature::text>("text", tr("What was signed"))
        .required()
        .multiline()
        .field<&Signature::signature>("signature", tr("Signature"))
        .required()
        .made()
        .done();
}

}
