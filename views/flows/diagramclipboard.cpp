// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramclipboard.h"

#include "model/diagram/editing.h"

#include <cmath>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

namespace safeguard {

namespace {
const auto format = QStringLiteral("application/x-safeguard-systems");
}

void toClipboard(const DiagramClip &clip, const Snapshot &snapshot)
{
    QJsonArray systems;
    QStringList names;
    for (const CopiedSystem &each : clip.systems) {
        systems.append(QJsonArray{each.system.toText(), each.rect.x(), each.rect.y(),
                                  each.rect.width(), each.rect.height()});
        names += snapshot.title(QString::fromLatin1(System::registerKey), each.system);
    }
    const QJsonObject whole{{QStringLiteral("diagram"), clip.diagram.toText()},
                            {QStringLiteral("systems"), systems}};
    auto *data = new QMimeData;
    data->setData(format, QJsonDocument(whole).toJson(QJsonDocument::Compact));
    data->setText(names.join(QLatin1Char('\n')));
    QGuiApplication::clipboard()->setMimeData(data);
}

std::optional<DiagramClip> fromClipboard()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data || !data->hasFormat(format))
        return std::nullopt;
    const QJsonObject whole = QJsonDocument::fromJson(data->data(format)).object();
    DiagramClip clip;
    if (const auto id = AnyId::fromText(whole[QStringLiteral("diagram")].toString()))
        clip.diagram = Id<Diagram>(*id);
    for (const QJsonValue &value : whole[QStringLiteral("systems")].toArray()) {
        const QJsonArray parts = value.toArray();
        const auto id = AnyId::fromText(parts.at(0).toString());
        const QRectF rect(parts.at(1).toDouble(), parts.at(2).toDouble(), parts.at(3).toDouble(),
                          parts.at(4).toDouble());
        if (id && rect.isValid())
            clip.systems.push_back({Id<System>(*id), rect});
    }
    if (clip.systems.empty())
        return std::nullopt;
    return clip;
}

QPointF offsetIntoView(const std::vector<CopiedSystem> &systems, const QRectF &view)
{
    QRectF all;
    for (const CopiedSystem &each : systems)
        all |= each.rect;
    if (view.contains(all))
        return {};
    return diagram::toGrid(view.center() - all.center());
}

}
