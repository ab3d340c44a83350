// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/diagrameditor.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace safeguard {

/// Systems and trust boundaries of the inventory that are not on the diagram, found while typing;
/// several can be taken at once.
class SystemPicker final : public QDialog
{
    Q_OBJECT

public:
    SystemPicker(const DiagramEditor &editor, QWidget *parent = nullptr);
    std::vector<Id<System>> chosenSystems() const;
    std::vector<Id<TrustBoundary>> chosenBoundaries() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const DiagramEditor &editor);
    void filter(const QString &text);
    QLineEdit *m_search;
    QListWidget *m_list;
};

}
