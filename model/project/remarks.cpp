// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/remarks.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct RemarksText
{
    Q_DECLARE_TR_FUNCTIONS(Comment)
};

constexpr qint64 longestEntering = 15 * 60; ///< seconds, from the dialog's clock to the entry's

QString numberOf(const Comment &comment)
{
    return Comment::describe().citeNumber(comment);
}

}

bool isAround(const QDateTime &said, const QDateTime &entered)
{
    const qint64 seconds = said.secsTo(entered);
    return said.isValid() && seconds >= -1 && seconds <= longestEntering;
}

QString faultInRemark(const User &user, const Comment *before, const Comment *after,
                      bool isSubjectGone, const QDateTime &entered)
{
    const Id<User> self(user.id);
    if (!before) {
        if (after->author != self)
            return RemarksText::tr("%1 names somebody else as its author than who entered it")
                .arg(numberOf(*after));
        return isAround(after->written, entered)
                   ? QString()
                   : RemarksText::tr("%1 is dated otherwise than it was entered")
                         .arg(numberOf(*after));
    }
    if (!after)
        return before->author == self || isSubjectGone || user.role == Role::SecurityOfficer
                   ? QString()
                   : RemarksText::tr("%1 is not yours: only its author or a Security Officer "
                                     "removes it")
                         .arg(numberOf(*before));
    const bool isSame = before->author == after->author && before->subject == after->subject &&
                        before->written == after->written;
    if (!isSame || (before->text != after->text && before->author != self))
        return RemarksText::tr("%1 is not yours: only its author changes what it says. Add a "
                               "comment of your own")
            .arg(numberOf(*before));
    return {};
}

}
