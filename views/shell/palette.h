// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QDialog>

class QAction;
class QLineEdit;
class QListWidget;

namespace safeguard {

/// One thing that the command palette can lead to.
struct PaletteItem
{
    QString title;
    QString kind; ///< "Screen", "System", "Command"
    QString hint; ///< a number, a shortcut
    std::function<void()> run;
};

/// How well \a query is found in \a text as letters in order: higher is better, 0 is not at all.
/// Beginnings of words count most.
int fuzzyScore(QStringView query, QStringView text);

/// Ctrl+K: screens, records, citations and commands in one field.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    /// \a records is asked for what fits once something is typed.
    CommandPalette(std::vector<PaletteItem> items,
                   std::function<std::vector<PaletteItem>(const QString &)> records,
                   QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void runCurrent();

    std::vector<PaletteItem> m_items;
    std::vector<PaletteItem> m_shown;
    std::function<std::vector<PaletteItem>(const QString &)> m_records;
    QLineEdit *m_line;
    QListWidget *m_list;
};

/// The records of all registers whose number, name or text fits, best first, at most \a limit.
std::vector<std::pair<const RegisterType *, RecordPtr>>
findRecords(const Snapshot &snapshot, const QString &query, size_t limit);

}
