// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

class QLabel;

namespace safeguard {

/// The control for one field of one record: what kind it is follows from the field table. Values
/// are checked while they are typed; accepted() comes when the person is done with a new value.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    /// \a snapshot is asked for the records that a reference can name, whenever they are needed.
    static FieldEditor *make(const Field &field, std::function<Snapshot()> snapshot,
                             QWidget *parent = nullptr);

    const Field &field() const { return m_field; }
    virtual void setValue(const Value &value) = 0;
    /// Error: InvalidInput.
    virtual Result<Value> value() const = 0;
    /// It names a record that is not there yet: value() fails, valueFor() makes it.
    virtual bool makesRecord() const { return false; }
    /// The value inside of the edit that stores it, with the record that it names. Error:
    /// InvalidInput.
    virtual Result<Value> valueFor(Edit &) const { return value(); }
    /// What stands in the control, also when it is no value; retype() brings it back.
    virtual QString typed() const = 0;
    virtual void retype(const QString &typed) = 0;
    /// Marks the control; empty text takes the mark away.
    virtual void markWrong(bool wrong) = 0;
    virtual void setReadOnly(bool readOnly) = 0;
    /// So that typing replaces what is there; nothing for controls without text.
    virtual void selectAll() {}

Q_SIGNALS:
    /// The text is being typed and may not be complete yet.
    void edited();
    void accepted();

protected:
    FieldEditor(const Field &field, QWidget *parent)
        : QWidget(parent)
        , m_field(field)
    {}
    static void setMark(QWidget *control, bool isWrong);
    const Field &m_field;
};

}
