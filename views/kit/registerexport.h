// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/sheet.h"
#include "views/kit/rowquery.h"
#include "views/kit/workspace.h"

class QProgressDialog;

namespace safeguard {

/// Makes the table for readers. It runs in a worker: it knows nothing but its argument.
using SheetMaker = std::function<Sheet(const Snapshot &)>;

/// The register with the columns that its screen derives. \a derived may be null: then it derives
/// itself.
SheetMaker sheetWith(const RegisterType &type, std::vector<DerivedColumn> columns,
                     std::shared_ptr<const Derived> derived);

/// A register on its way into a file: as a spreadsheet, or as the CSV that can be imported again,
/// as the suffix of the file says. Deletes itself at its end and goes with \a parent.
class RegisterExport final : public QObject
{
    Q_OBJECT

public:
    /// Asks where to.
    static void ask(Workspace &workspace, const RegisterType &type, const SheetMaker &sheet,
                    QWidget *parent);
    /// Makes it in the background and writes it; what was refused is told.
    static void write(Workspace &workspace, const RegisterType &type, const QString &path,
                      const SheetMaker &sheet, QWidget *parent);
    ~RegisterExport() override;

private:
    RegisterExport(Workspace &workspace, const RegisterType &type, QString path, QWidget *parent);
    void start(const SheetMaker &sheet);
    void finish(const Result<QByteArray> &bytes);

    Workspace &m_workspace;
    const RegisterType &m_type;
    QString m_path;
    QWidget *m_parent;
    QProgressDialog *m_dialog;
    bool m_isStopped = false;
};

}
