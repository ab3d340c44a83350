// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/fieldeditor.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace safeguard {

/// Asks for some fields of a record that is to be made, and makes it in one edit. When the edit is
/// refused it says why and stays open.
class RecordDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString title;
        QString explanation;
        QString button;
        QString sentence; ///< of the edit; %1 is the record's title field
    };
    /// Puts the record into the edit, or refuses.
    using Store = std::function<Status(Edit &, const Record &)>;

    /// The fields \a keys of \a record, which says what stands there at first.
    RecordDialog(Workspace &workspace, const RegisterType &type, std::shared_ptr<Record> record,
                 const QStringList &keys, Words words, QWidget *parent);
    /// Texts that are likely in a field; others can be typed.
    void suggest(const QString &key, const QStringList &texts);
    void setStore(Store store) { m_store = std::move(store); }

    void accept() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        const Field *field = nullptr;
        FieldEditor *editor = nullptr;
        QComboBox *suggestions = nullptr; ///< in the place of the editor
        QLabel *help = nullptr;
    };
    void addRow(const Field &field);
    void addButtons();
    void arrangeTabs();
    Status fill(Edit &edit, Record &record) const;
    void showError(const Error &error);

    Workspace &m_workspace;
    const RegisterType &m_type;
    std::shared_ptr<Record> m_record;
    Words m_words;
    Store m_store;
    std::vector<Row> m_rows;
    QVBoxLayout *m_layout;
    QLabel *m_error;
    QPushButton *m_cancel;
    QPushButton *m_make;
};

}
