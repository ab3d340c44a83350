// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pdf.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace safeguard::testing {

struct Output
{
    int code = -1; ///< -1 when the program is missing or crashed
    QString text;  ///< what it printed, errors too
};
/// Runs a program to its end, at most two minutes.
Output run(const QString &program, const QStringList &arguments,
           const QStringList &environment = {});

/// A rendered document as a file for the tools that read it.
class PdfFile final
{
public:
    explicit PdfFile(const report::Document &document);
    bool isValid() const { return m_error.isEmpty(); }
    QString error() const { return m_error; }
    QString path() const { return m_folder.filePath(QStringLiteral("report.pdf")); }
    const report::Rendered &rendered() const { return m_rendered; }
    /// Text of pages \a first to \a last (from 1; 0 for all), in lines as printed.
    QString text(int first = 0, int last = 0) const;
    /// The same, blanks and line ends reduced to one blank, compatibility forms resolved.
    QString flatText(int first = 0, int last = 0) const;
    Output preflight() const;

private:
    QTemporaryDir m_folder;
    report::Rendered m_rendered;
    QString m_error;
};

}
