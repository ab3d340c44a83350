// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/reschedule.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Deadlines)
};

}

Status reschedule(Edit &edit, const Deadline &deadline, QDate day)
{
    const QString fixed = whyFixed(deadline);
    if (!fixed.isEmpty())
        return failure(ErrorCode::Refused, fixed);
    if (!day.isValid())
        return failure(ErrorCode::InvalidInput, Words::tr("This is no day."));
    const RegisterType *type = edit.registers().find(deadline.record.registerKey);
    const RecordPtr record = edit.now().find(deadline.record);
    const Field *field = type ? type->field(deadline.field) : nullptr;
    if (!record || !field)
        return failure(ErrorCode::NotFound, Words::tr("Its record is not there any more."));
    auto copy = type->copy(*record);
    field->set(*copy, day);
    edit.putAny(*type, std::move(copy));
    return {};
}

QString rescheduleSentence(const Deadline &deadline, QDate day)
{
    return Words::tr("Move \u201c%1\u201d to %2").arg(deadline.title, day.toString(Qt::ISODate));
}

}
