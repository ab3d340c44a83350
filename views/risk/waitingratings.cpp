// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/waitingratings.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace safeguard {

namespace {

const QString viewStateKey = QStringLiteral("risk-waiting");

/// The parts of a rating, by the names under which they wait.
const std::vector<std::pair<QString, std::optional<Level> Risk::*>> &ratingParts()
{
    static const std::vector<std::pair<QString, std::optional<Level> Risk::*>> parts{
        {QStringLiteral("likelihood"), &Risk::likelihood},
        {QStringLiteral("confidentiality"), &Risk::confidentiality},
        {QStringLiteral("integrity"), &Risk::integrity},
        {QStringLiteral("availability"), &Risk::availability},
        {QStringLiteral("patient_safety"), &Risk::patientSafety},
        {QStringLiteral("residual_likelihood"), &Risk::residualLikelihood},
        {QStringLiteral("residual_impact"), &Risk::residualImpact}};
    return parts;
}

QString nameOf(const CellKey &key)
{
    return key.subject.toText() + u' ' + key.threat.toText();
}

std::optional<CellKey> keyFrom(const QString &name)
{
    const RecordRef subject = RecordRef::fromText(name.section(u' ', 0, 0));
    const auto threat = AnyId::fromText(name.section(u' ', 1));
    return subject.isNull() || !threat ? std::nullopt
                                       : std::optional(CellKey{subject, Id<Threat>(*threat)});
}

Risk ratingFrom(const QJsonObject &levels)
{
    Risk rating;
    for (const auto &[key, part] : ratingParts()) {
        const int level = levels.value(key).toInt(-1);
        if (level >= 0 && level < levelCount)
            rating.*part = static_cast<Level>(level);
    }
    return rating;
}

QJsonObject levelsOf(const Risk &rating)
{
    QJsonObject levels;
    for (const auto &[key, part] : ratingParts()) {
        if (rating.*part)
            levels[key] = static_cast<int>(*(rating.*part));
    }
    return levels;
}

}

void copyRating(const Risk &from, Risk &to)
{
    for (const auto &[key, part] : ratingParts())
        to.*part = from.*part;
}

bool isRatedAlike(const Risk &a, const Risk &b)
{
    return std::all_of(ratingParts().begin(), ratingParts().end(),
                       [&](const auto &part) { return a.*part.second == b.*part.second; });
}

WaitingRatings::WaitingRatings(Project &project)
    : m_project(project)
{
    load();
}

void WaitingRatings::load()
{
    const QJsonObject all = QJsonDocument::fromJson(m_project.viewState(viewStateKey)).object();
    for (auto at = all.begin(); at != all.end(); ++at) {
        if (const auto key = keyFrom(at.key()))
            m_ratings.emplace(*key, ratingFrom(at.value().toObject()));
    }
}

void WaitingRatings::save()
{
    if (std::exchange(m_isSaved, true))
        return;
    QJsonObject all;
    for (const auto &[key, rating] : m_ratings)
        all[nameOf(key)] = levelsOf(rating);
    m_project.setViewState(viewStateKey, QJsonDocument(all).toJson(QJsonDocument::Compact));
}

const Risk *WaitingRatings::find(const CellKey &key) const
{
    const auto at = m_ratings.find(key);
    return at == m_ratings.end() ? nullptr : &at->second;
}

void WaitingRatings::keep(const CellKey &key, const Risk &rating)
{
    m_ratings[key] = rating;
    m_isSaved = false;
}

bool WaitingRatings::drop(const CellKey &key)
{
    if (m_ratings.erase(key) == 0)
        return false;
    m_isSaved = false;
    return true;
}

}
