// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/elementpanel.h"
#include "views/kit/recordform.h"

class QLabel;
class QStackedWidget;

namespace safeguard {

/// Beside the canvas: the selected thing, what is derived about it, and its record to be edited in
/// place. With nothing selected, the diagram itself.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(Workspace &workspace, QWidget *parent = nullptr);

    /// Of one selected element: its register and id.
    void show(const QString &registerKey, const AnyId &id);
    void showMany(int count);
    /// After an edit or a new derivation.
    void refresh();
    /// Into its first field, or the one of that key.
    void focusField(const QString &field = {});

Q_SIGNALS:
    void asked(const QString &registerKey, const safeguard::AnyId &id);

private:
    struct Page
    {
        RecordForm *form = nullptr;
        ElementPanel *panel = nullptr;
    };
    Page &pageFor(const QString &registerKey);

    Workspace &m_workspace;
    QStackedWidget *m_stack;
    QLabel *m_many;
    QHash<QString, Page> m_pages;
    QString m_register;
    AnyId m_id;
};

}
