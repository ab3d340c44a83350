// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/areareports.h"
#include "tests/binder/bindertext.h"
#include "tests/tools/samplefixture.h"

namespace safeguard::testing {

inline QString iso(const std::optional<QDate> &day)
{
    return day ? day->toString(Qt::ISODate) : QString();
}

/// The worked example with its reports on people and vendors as printed, and what they lack.
class AreaPages final
{
public:
    AreaPages()
    {
        fixture.clock.set(QDateTime(today, {9, 30}, Qt::UTC));
        const auto taken = takeSample(fixture);
        if (!taken)
            qFatal("%s", qPrintable(wholeText(taken.error())));
        now = fixture.project->snapshot();
        derived = std::make_unique<Derived>(now);
        for (int i = 0; i < areaReportCount; ++i)
            print(static_cast<AreaReport>(i));
    }

    const QString &pages(AreaReport report) const { return m_pages.at(report); }
    /// Notes what the pages of a report lack.
    void need(AreaReport report, const QString &text)
    {
        ++m_asked;
        if (!pages(report).contains(dense(text)))
            m_missing += text;
    }
    /// What was missing since the last time; also when not as much as \a least was asked for.
    QString missing(int least)
    {
        QStringList all = std::exchange(m_missing, {});
        const int asked = std::exchange(m_asked, 0);
        if (asked < least)
            all += QStringLiteral("only %1 were asked for").arg(asked);
        return all.mid(0, 20).join(u'\n');
    }

    const QDate today{2026, 3, 14};
    ProjectFixture fixture;
    std::unique_ptr<Derived> derived;
    Snapshot now{allRegisters()};

private:
    void print(AreaReport report)
    {
        const PdfFile pdf(areaReport(report, *derived, factsOf(*fixture.project)));
        if (!pdf.isValid() || !pdf.rendered().deadLinks.isEmpty())
            qFatal("%s", qPrintable(pdf.error() + pdf.rendered().deadLinks.join(u' ')));
        m_pages[report] = contentText(pdf);
    }

    std::map<AreaReport, QString> m_pages;
    QStringList m_missing;
    int m_asked = 0;
};

}
