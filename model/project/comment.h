// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/user.h"

namespace safeguard {

/// What somebody has to say about a record without changing it. Goes when the record goes.
struct Comment final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Comment)
public:
    static constexpr auto registerKey = "comments";

    QString text;
    RecordRef subject;
    Id<User> author;
    QDateTime written; ///< UTC
    bool isResolved = false;

    static RegisterType describe()
    {
        return Describe<Comment>({.singular = tr("Comment"),
                                  .plural = tr("Comments"),
                                  .prefix = QStringLiteral("COM"),
                                  .purpose = tr("Questions and remarks about records.")})
            .field<&Comment::text>("text", tr("Comment"))
            .required()
            .multiline()
            .column()
            .field<&Comment::subject>("subject", tr("About"))
            .owner()
            .given()
            .field<&Comment::author>("author", tr("By"))
            .author()
            .given()
            .field<&Comment::written>("written", tr("Written"))
            .required()
            .given()
            .field<&Comment::isResolved>("resolved", tr("Resolved"))
            .done();
    }
};

}
