// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/reports/pdftools.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

namespace safeguard::testing {

Output run(const QString &program, const QStringList &arguments, const QStringList &environment)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &assignment : environment)
        variables.insert(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

PdfFile::PdfFile(const report::Document &document)
{
    auto rendered = report::toPdf(document);
    if (!rendered) {
        m_error = wholeText(rendered.error());
        return;
    }
    m_rendered = std::move(*rendered);
    QFile file(path());
    if (!file.open(QIODevice::WriteOnly) || file.write(m_rendered.pdf) != m_rendered.pdf.size())
        m_error = file.errorString();
}

QString PdfFile::text(int first, int last) const
{
    QStringList arguments{QStringLiteral("-layout")};
    if (first > 0)
        arguments << QStringLiteral("-f") << QString::number(first) << QStringLiteral("-l")
                  << QString::number(last > 0 ? last : first);
    const Output output =
        run(QStringLiteral("pdftotext"), arguments << path() << QStringLiteral("-"));
    return output.code == 0 ? output.text : QString();
}

QString PdfFile::flatText(int first, int last) const
{
    return text(first, last).normalized(QString::NormalizationForm_KC).simplified();
}

Output PdfFile::preflight() const
{
    return run(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/tools/check-pdfa"), {path()});
}

}
