// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/typography.h"

#include <cmath>
#include <QFontDatabase>

// Resources of a static library are linked in only when named, outside of any namespace.
static void initReportResources()
{
#ifdef SAFEGUARD_REPORT_FACE
    Q_INIT_RESOURCE(reportfonts);
#endif
}

namespace safeguard::report {

namespace {
QString loadFace()
{
    initReportResources();
    QString family;
    for (const auto *file :
         {":/safeguard/fonts/Inter-Regular.otf", ":/safeguard/fonts/Inter-SemiBold.otf"}) {
        const int id = QFontDatabase::addApplicationFont(QLatin1String(file));
        const QStringList names = QFontDatabase::applicationFontFamilies(id);
        if (names.isEmpty())
            return {};
        family = names.first();
    }
    return family;
}

const QString &face()
{
    static const QString family = loadFace();
    return family;
}
}

bool hasReportFace()
{
    return !face().isEmpty();
}

QFont reportFont(double size, bool bold)
{
    QFont font;
    font.setStyleHint(QFont::SansSerif);
    font.setFamily(face().isEmpty() ? QStringLiteral("sans-serif") : face());
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferOutline);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    font.setPixelSize(static_cast<int>(std::lround(size * typeScale)));
    return font;
}

}
