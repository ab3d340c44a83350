// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/registerexport.h"

#include "model/exchange/csv.h"
#include "model/exchange/xlsx.h"
#include "views/kit/message.h"

#include <QDir>
#include <QFileDialog>
#include <QPointer>
#include <QProgressDialog>
#include <QStandardPaths>
#include <QThreadPool>

namespace safeguard {

SheetMaker sheetWith(const RegisterType &type, std::vector<DerivedColumn> columns,
                     std::shared_ptr<const Derived> derived)
{
    return [key = type.key, columns = std::move(columns),
            derived = std::move(derived)](const Snapshot &snapshot) {
        const RegisterType &own = *snapshot.registers().find(key);
        const auto known =
            derived || columns.empty() ? derived : std::make_shared<const Derived>(snapshot);
        std::vector<AddedColumn> added;
        for (const DerivedColumn &column : columns) {
            // What is a mark in the table belongs beside the name.
            const QString after = column.ink ? own.fields.front().key : QString();
            added.push_back({column.title, after, [&](const Record &record) -> SheetCell {
                                 return column.text(record, *known);
                             }});
        }
        return registerSheet(own, snapshot, added);
    };
}

void RegisterExport::ask(Workspace &workspace, const RegisterType &type, const SheetMaker &sheet,
                         QWidget *parent)
{
    const QString csv = tr("CSV, to import again (*.csv)");
    QFileDialog dialog(parent, tr("Export %1").arg(type.plural),
                       QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({tr("Spreadsheet (*.xlsx)"), csv});
    dialog.setDefaultSuffix(QStringLiteral("xlsx"));
    dialog.selectFile(type.key + QStringLiteral(".xlsx"));
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString &filter) {
        dialog.setDefaultSuffix(filter == csv ? QStringLiteral("csv") : QStringLiteral("xlsx"));
    });
    if (dialog.exec() == QDialog::Accepted)
        write(workspace, type, dialog.selectedFiles().value(0), sheet, parent);
}

void RegisterExport::write(Workspace &workspace, const RegisterType &type, const QString &path,
                           const SheetMaker &sheet, QWidget *parent)
{
    (new RegisterExport(workspace, type, path, parent))->start(sheet);
}

RegisterExport::RegisterExport(Workspace &workspace, const RegisterType &type, QString path,
                               QWidget *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_type(type)
    , m_path(std::move(path))
    , m_parent(parent)
    , m_dialog(new QProgressDialog(tr("Exporting %1").arg(type.plural), tr("Cancel"), 0, 0, parent))
{
    m_dialog->setWindowModality(Qt::WindowModal);
    m_dialog->setMinimumDuration(500);
    m_dialog->setValue(0);
    connect(m_dialog, &QProgressDialog::canceled, this, [this] { m_isStopped = true; });
}

RegisterExport::~RegisterExport()
{
    delete m_dialog;
}

void RegisterExport::start(const SheetMaker &sheet)
{
    const bool isXlsx = m_path.endsWith(QStringLiteral(".xlsx"), Qt::CaseInsensitive);
    QThreadPool::globalInstance()->start([guard = QPointer(this), sheet, isXlsx, key = m_type.key,
                                          snapshot = m_workspace.project().snapshot()] {
        Result<QByteArray> bytes;
        if (isXlsx) {
            const Sheet made = sheet(snapshot);
            bytes = toXlsx({made}, {made.name, snapshot.today()});
        } else {
            bytes = toCsv(*snapshot.registers().find(key), snapshot);
        }
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, bytes = std::move(bytes)] {
                if (guard)
                    guard->finish(bytes);
            },
            Qt::QueuedConnection);
    });
}

void RegisterExport::finish(const Result<QByteArray> &bytes)
{
    deleteLater();
    m_dialog->reset();
    if (m_isStopped)
        return;
    const Status written = bytes ? m_workspace.project().exportFile(m_type.plural, m_path, *bytes)
                                 : Status(failure(bytes.error()));
    if (written)
        m_workspace.say(tr("Written to %1").arg(QDir::toNativeSeparators(m_path)));
    else
        warn(m_parent, tr("Nothing was exported"), written.error().text);
}

}
