// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/outlinemodel.h"

#include "views/kit/badge.h"
#include "views/kit/tokens.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>

namespace safeguard {

namespace {

constexpr quintptr topLevel = ~quintptr(0);

QIcon tierIcon(int tier)
{
    constexpr int side = 32; // drawn at 16 points on any screen
    QPixmap pixmap(side, side);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::instance();
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.color(inkOf(static_cast<Tier>(tier - 1))));
    painter.drawEllipse(QRectF(0, 0, 16, 16));
    QFont font = tokens.smallFont();
    font.setPixelSize(10);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(tokens.color(Ink::OnTier));
    painter.drawText(QRectF(0, 0, 16, 16), Qt::AlignCenter, QString::number(tier));
    return pixmap;
}

QString flowText(const Snapshot &snapshot, const AnyId &id)
{
    const Flow *flow = snapshot.find(Id<Flow>(id));
    const auto systems = QString::fromLatin1(System::registerKey);
    return flow ? OutlineModel::tr("%1: %2 to %3")
                      .arg(flow->name, snapshot.title(systems, flow->source),
                           snapshot.title(systems, flow->target))
                : QString();
}

}

void OutlineModel::setContent(const Snapshot &snapshot, const DiagramContent &content)
{
    Lines lines;
    for (const diagram::Node &node : content.graph.nodes)
        lines[Systems].push_back({node.id, node.title, node.tier});
    for (const diagram::Edge &edge : content.graph.edges)
        lines[Flows].push_back({edge.id, flowText(snapshot, edge.id), edge.tier});
    for (const diagram::Container &container : content.graph.containers)
        lines[Boundaries].push_back({container.id, container.title});
    for (const PlacedNote &note : content.notes)
        lines[Notes].push_back({note.id, note.text.simplified()});
    for (int group = 0; group < GroupCount; ++group)
        renew(static_cast<Group>(group), std::move(lines[static_cast<size_t>(group)]));
    m_at.clear();
    for (int group = 0; group < GroupCount; ++group) {
        const auto &own = m_lines[static_cast<size_t>(group)];
        for (size_t row = 0; row < own.size(); ++row)
            m_at.insert(own[row].id, {group, static_cast<int>(row)});
    }
}

/// What is alike at the beginning and at the end stays; between, rows go and come.
void OutlineModel::renew(Group group, std::vector<Line> lines)
{
    std::vector<Line> &own = m_lines[static_cast<size_t>(group)];
    const QModelIndex parent = index(group, 0);
    const auto isSame = [](const Line &a, const Line &b) { return a.id == b.id; };
    size_t head = 0;
    while (head < own.size() && head < lines.size() && isSame(own[head], lines[head]))
        ++head;
    size_t tail = 0;
    while (tail + head < own.size() && tail + head < lines.size() &&
           isSame(own[own.size() - 1 - tail], lines[lines.size() - 1 - tail]))
        ++tail;
    const auto at = [](size_t row) { return static_cast<int>(row); };
    if (own.size() > head + tail) {
        beginRemoveRows(parent, at(head), at(own.size() - tail) - 1);
        own.erase(own.begin() + at(head), own.end() - at(tail));
        endRemoveRows();
    }
    if (lines.size() > head + tail) {
        beginInsertRows(parent, at(head), at(lines.size() - tail) - 1);
        own.insert(own.begin() + at(head), lines.begin() + at(head), lines.end() - at(tail));
        endInsertRows();
    }
    for (size_t row = 0; row < own.size(); ++row) {
        if (own[row] == lines[row])
            continue;
        own[row] = lines[row];
        Q_EMIT dataChanged(index(at(row), 0, parent), index(at(row), 0, parent));
    }
    Q_EMIT dataChanged(parent, parent);
}

QModelIndex OutlineModel::indexOf(const AnyId &id) const
{
    const auto at = m_at.constFind(id);
    return at == m_at.constEnd() ? QModelIndex() : index(at->second, 0, index(at->first, 0));
}

AnyId OutlineModel::idAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return m_lines[index.internalId()][static_cast<size_t>(index.row())].id;
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) : topLevel);
}

QModelIndex OutlineModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, topLevel);
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return GroupCount;
    if (parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(m_lines[static_cast<size_t>(parent.row())].size());
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == topLevel) {
        const std::array names{tr("Systems"), tr("Flows"), tr("Trust boundaries"), tr("Notes")};
        if (role == Qt::DisplayRole)
            return tr("%1 (%2)").arg(names[static_cast<size_t>(index.row())]).arg(rowCount(index));
        if (role == Qt::FontRole)
            return Tokens::instance().headingFont();
        return {};
    }
    const Line &line = m_lines[index.internalId()][static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return line.text;
    case Qt::AccessibleTextRole:
        return line.tier > 0 ? tr("%1, Tier %2").arg(line.text).arg(line.tier) : line.text;
    case Qt::DecorationRole:
        return line.tier > 0 ? QVariant(tierIcon(line.tier)) : QVariant();
    case IdRole:
        return line.id.toBytes();
    default:
        return {};
    }
}

Qt::ItemFlags OutlineModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return index.internalId() == topLevel ? Qt::ItemIsEnabled
                                          : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QString spokenName(const Snapshot &snapshot, const DiagramContent &content, const AnyId &id)
{
    const auto described = [&](const char *key) {
        return snapshot.describe(QString::fromLatin1(key), id);
    };
    for (const diagram::Node &node : content.graph.nodes) {
        if (node.id != id)
            continue;
        const auto count = std::count_if(
            content.graph.edges.begin(), content.graph.edges.end(),
            [&](const diagram::Edge &edge) { return edge.source == id || edge.target == id; });
        const QString flows = OutlineModel::tr("%n flows", nullptr, static_cast<int>(count));
        const QString name = OutlineModel::tr("System %1").arg(described(System::registerKey));
        return node.tier > 0
                   ? OutlineModel::tr("%1, Tier %2; %3").arg(name).arg(node.tier).arg(flows)
                   : OutlineModel::tr("%1; %2").arg(name, flows);
    }
    for (const diagram::Edge &edge : content.graph.edges) {
        if (edge.id != id)
            continue;
        const auto systems = QString::fromLatin1(System::registerKey);
        QString name = OutlineModel::tr("Flow %1 from %2 to %3")
                           .arg(described(Flow::registerKey), snapshot.title(systems, edge.source),
                                snapshot.title(systems, edge.target));
        if (edge.tier > 0)
            name += OutlineModel::tr(", Tier %1").arg(edge.tier);
        if (edge.glyph == diagram::Glyph::Warning)
            name += OutlineModel::tr("; not sufficiently encrypted");
        else if (edge.glyph == diagram::Glyph::Question)
            name += OutlineModel::tr("; encryption unknown");
        return name;
    }
    for (const diagram::Container &container : content.graph.containers) {
        if (container.id == id)
            return OutlineModel::tr("Trust boundary %1").arg(container.title);
    }
    for (const PlacedNote &note : content.notes) {
        if (note.id == id)
            return OutlineModel::tr("Note: %1").arg(note.text);
    }
    return {};
}

}
