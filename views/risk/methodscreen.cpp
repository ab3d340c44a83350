// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/methodscreen.h"

#include "model/risk/method.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"

#include <QBoxLayout>
#include <QHash>

namespace safeguard {

namespace {

template <class T>
QString keyOf()
{
    return QString::fromLatin1(T::registerKey);
}

QString policyFigure(const Snapshot &snapshot)
{
    if (snapshot.rows<RiskPolicy>().isEmpty())
        return {};
    const RiskMethod method(snapshot);
    return MethodScreen::tr("Tolerated up to: %1. Done again after %n months.", nullptr,
                            method.reviewMonths())
        .arg(labelOf(method.tolerance()));
}

QString matrixFigure(const Snapshot &snapshot)
{
    const RiskMethod method(snapshot);
    int own = 0;
    for (int l = 0; l < levelCount; ++l) {
        for (int i = 0; i < levelCount; ++i) {
            const auto likelihood = static_cast<Level>(l);
            const auto impact = static_cast<Level>(i);
            own += method.risk(likelihood, impact) != RiskMethod::nistRisk(likelihood, impact);
        }
    }
    return own == 0 ? MethodScreen::tr("As in NIST SP 800-30 Rev. 1, Table I-2.")
                    : MethodScreen::tr("%n cells are other than in NIST SP 800-30.", nullptr, own);
}

QString threatFigure(const Snapshot &snapshot)
{
    int unasked = 0;
    for (const Threat &threat : snapshot.rows<Threat>())
        unasked += threat.use == ThreatUse::NotAsked;
    const auto all = static_cast<int>(snapshot.rows<Threat>().size());
    return unasked == 0 ? MethodScreen::tr("%n threats, all of them asked about.", nullptr, all)
                        : MethodScreen::tr("%n threats, %1 of them not asked about.", nullptr, all)
                              .arg(unasked);
}

QString figureOf(const QString &key, const Snapshot &snapshot)
{
    if (key == keyOf<RiskPolicy>())
        return policyFigure(snapshot);
    if (snapshot.rows(key).size() == 0)
        return MethodScreen::tr("Comes with the first risk analysis.");
    if (key == keyOf<MatrixCell>())
        return matrixFigure(snapshot);
    if (key == keyOf<Threat>())
        return threatFigure(snapshot);
    return MethodScreen::tr("%n records", nullptr, static_cast<int>(snapshot.rows(key).size()));
}

}

const QStringList &MethodScreen::registers()
{
    static const QStringList keys{keyOf<RiskPolicy>(), keyOf<ScaleWord>(), keyOf<MatrixCell>(),
                                  keyOf<Threat>(), keyOf<ThreatRule>()};
    return keys;
}

MethodScreen::MethodScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("screen-risk-method"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    auto *header = new ScreenHeader(tr("Risk method"), this);
    header->note()->setText(tr("What is set up once: how risks are asked about and rated."));
    layout->addWidget(header);
    for (const QString &key : registers())
        addPart(layout, *workspace.project().registers().find(key));
    layout->addStretch(1);
    connect(&workspace.project(), &Project::changed, this, &MethodScreen::refresh);
    refresh();
}

void MethodScreen::addPart(QVBoxLayout *layout, const RegisterType &type)
{
    auto *part = new QFrame(this);
    part->setProperty("role", QStringLiteral("panel"));
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(16, 12, 16, 12);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(panel::text(type.plural, QStringLiteral("heading"), part));
    words->addWidget(panel::text(type.purpose, QStringLiteral("muted"), part));
    auto *figure = panel::text({}, {}, part);
    figure->setTextFormat(Qt::PlainText);
    m_figures.insert(type.key, figure);
    words->addWidget(figure);
    row->addLayout(words, 1);
    auto *open = new QPushButton(tr("Open"), part);
    open->setObjectName(QStringLiteral("open-") + type.key);
    open->setAccessibleName(tr("Open %1").arg(type.plural));
    connect(open, &QPushButton::clicked, this,
            [this, key = type.key] { m_workspace.go({Workspace::screenOf(key)}); });
    row->addWidget(open);
    layout->addWidget(part);
}

void MethodScreen::refresh()
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    for (auto at = m_figures.cbegin(); at != m_figures.cend(); ++at) {
        at.value()->setText(figureOf(at.key(), snapshot));
        at.value()->setVisible(!at.value()->text().isEmpty());
    }
}

}
