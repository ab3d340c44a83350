// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/accessmodel.h"

#include "model/inventory/data_element.h"
#include "model/inventory/system.h"
#include "model/people/bulkedits.h"
#include "views/kit/namesheader.h"

namespace safeguard {

namespace {

constexpr std::array allOperations{DataOperation::Create, DataOperation::Read,
                                   DataOperation::Update, DataOperation::Delete};

QString lettersOf(const ChoiceSet<DataOperation> &operations)
{
    return operationsMark(operations).remove(u'-');
}

ChoiceSet<DataOperation> without(ChoiceSet<DataOperation> from,
                                 const ChoiceSet<DataOperation> &taken)
{
    for (const DataOperation operation : allOperations) {
        if (taken.contains(operation))
            from.set(operation, false);
    }
    return from;
}

ChoiceSet<DataOperation> operationsOf(const AccessRight *right)
{
    return right ? right->operations : ChoiceSet<DataOperation>();
}

QString reasonOf(const Edit &edit, const Id<AccessRole> &role, const AccessMatrix::Row &row)
{
    for (const AccessRight &right : edit.now().rows<AccessRight>()) {
        if (right.role == role && right.system == row.system && right.element == row.element)
            return right.reason;
    }
    return {};
}

}

AccessModel::AccessModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.deriver(), &Deriver::derived, this, &AccessModel::refresh);
    refresh();
}

bool AccessModel::matchesText(const Derived &derived, const AccessMatrix::Row &row) const
{
    const Snapshot &snapshot = derived.map.snapshot();
    const System *system = snapshot.find(row.system);
    const DataElement *element = snapshot.find(row.element);
    const QString names =
        (system ? system->name : QString()) + u'\n' + (element ? element->name : QString());
    return names.toCaseFolded().contains(m_filter.text.trimmed().toCaseFolded());
}

bool AccessModel::isListed(const Derived &derived, const AccessMatrix &matrix, size_t row) const
{
    const AccessMatrix::Row &at = matrix.rows()[row];
    if (m_filter.tier && at.tier != m_filter.tier)
        return false;
    if (!m_filter.text.trimmed().isEmpty())
        return matchesText(derived, at);
    return m_filter.withUnnamed || at.element.isNull() || matrix.isNamed(row);
}

void AccessModel::refresh()
{
    auto derived = m_workspace.deriver().latest();
    if (!derived)
        return;
    auto matrix = std::make_unique<AccessMatrix>(derived->map, derived->workforce);
    std::vector<size_t> rows;
    std::vector<AnyId> shape;
    for (size_t i = 0; i < matrix->rows().size(); ++i) {
        if (isListed(*derived, *matrix, i)) {
            rows.push_back(i);
            shape.insert(shape.end(), {matrix->rows()[i].system, matrix->rows()[i].element});
        }
    }
    for (const AccessRole *role : matrix->roles())
        shape.push_back(role->id);
    // A change of cells alone keeps the place and the selection.
    const bool isSameShape = m_derived && shape == m_shape;
    if (!isSameShape)
        beginResetModel();
    m_matrix = std::move(matrix); // refers to what is derived
    m_derived = std::move(derived);
    m_rows = std::move(rows);
    m_shape = std::move(shape);
    if (!isSameShape) {
        endResetModel();
    } else if (rowCount() > 0 && columnCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

void AccessModel::setFilter(const AccessFilter &filter)
{
    m_filter = filter;
    refresh();
}

int AccessModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccessModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_matrix ? 0 : static_cast<int>(m_matrix->roles().size());
}

const AccessMatrix::Row *AccessModel::row(int row) const
{
    return row >= 0 && row < rowCount() ? &m_matrix->rows()[m_rows[static_cast<size_t>(row)]]
                                        : nullptr;
}

int AccessModel::rowOf(const AccessMatrix::Row &row) const
{
    for (int i = 0; i < rowCount(); ++i) {
        if (this->row(i)->system == row.system && this->row(i)->element == row.element)
            return i;
    }
    return -1;
}

const AccessRole *AccessModel::role(int column) const
{
    return column >= 0 && column < columnCount() ? m_matrix->roles()[static_cast<size_t>(column)]
                                                 : nullptr;
}

AccessMatrix::Cell AccessModel::cell(const QModelIndex &index) const
{
    if (!index.isValid() || !row(index.row()))
        return {};
    return m_matrix->cell(m_rows[static_cast<size_t>(index.row())],
                          static_cast<size_t>(index.column()));
}

std::vector<const Person *> AccessModel::whoReaches(int row) const
{
    return m_matrix->whoReaches(m_rows[static_cast<size_t>(row)]);
}

int AccessModel::beyondRights(int row) const
{
    return m_matrix->beyondRights(m_rows[static_cast<size_t>(row)]);
}

QString AccessModel::placeName(int row) const
{
    const AccessMatrix::Row *at = this->row(row);
    if (!at)
        return {};
    const Snapshot &snapshot = m_derived->map.snapshot();
    const System *system = snapshot.find(at->system);
    const DataElement *element = snapshot.find(at->element);
    const QString where = system ? system->name : QString();
    return element ? tr("%1 in %2").arg(element->name, where) : tr("Everything in %1").arg(where);
}

QString AccessModel::told(const QModelIndex &index) const
{
    const AccessMatrix::Cell at = cell(index);
    QString text =
        tr("%1, %2: %3")
            .arg(role(index.column())->name, placeName(index.row()),
                 at.operations.isEmpty() ? tr("nothing") : operationsText(at.operations));
    if (!at.right && at.inherited)
        text += u'\n' + tr("By the right to everything in the system");
    if (!at.reason.isEmpty())
        text += u'\n' + at.reason;
    else if (!at.operations.isEmpty())
        text += u'\n' + tr("Why it is the minimum necessary is not said");
    if (at.people > 0)
        text += u'\n' + tr("%n people were let in in this role", nullptr, at.people);
    return text;
}

QVariant AccessModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !row(index.row()) || !this->role(index.column()))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return lettersOf(cell(index).operations);
    case OwnRole:
        return lettersOf(operationsOf(cell(index).right));
    case IsUnreasonedRole: {
        const AccessRight *right = cell(index).right;
        return right && !right->operations.isEmpty() && right->reason.trimmed().isEmpty();
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return told(index);
    default:
        return {};
    }
}

QVariant AccessModel::rowHeader(int row, int role) const
{
    const AccessMatrix::Row *at = this->row(row);
    if (!at)
        return {};
    const bool isWhole = at->element.isNull();
    switch (role) {
    case Qt::DisplayRole: {
        const DataElement *element = m_derived->map.snapshot().find(at->element);
        const System *system = m_derived->map.snapshot().find(at->system);
        return element ? element->name : system ? system->name : QString();
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(placeName(row), at->tier     ? tierName(*at->tier)
                                                : at->isHeld ? tr("nothing known of it")
                                                             : tr("not held there"));
    case NamesHeader::IconRole:
        return isWhole ? QStringLiteral("systems") : QString();
    case NamesHeader::IndentRole:
        return !isWhole;
    case NamesHeader::TierRole:
        return at->tier ? QVariant(int(*at->tier)) : QVariant();
    case NamesHeader::FigureRole: {
        const auto people = whoReaches(row).size();
        return people == 0 ? QString() : QString::number(people);
    }
    case NamesHeader::FigureInkRole:
        return int(beyondRights(row) > 0 ? Ink::Danger : Ink::Muted);
    case NamesHeader::EndsGroupRole:
        return this->row(row + 1) && this->row(row + 1)->system != at->system;
    default:
        return {};
    }
}

QVariant AccessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return rowHeader(section, role);
    const AccessRole *of = this->role(section);
    if (!of)
        return {};
    if (role == Qt::DisplayRole)
        return of->name;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return QString(of->name + u'\n' + of->duties).trimmed();
    return {};
}

Qt::ItemFlags AccessModel::flags(const QModelIndex &index) const
{
    const Project &project = m_workspace.project();
    const bool isOpen = index.isValid() && project.mayEdit(project.registers().of<AccessRight>());
    return QAbstractTableModel::flags(index) | (isOpen ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

std::optional<ChoiceSet<DataOperation>> AccessModel::parse(const QString &letters)
{
    ChoiceSet<DataOperation> operations;
    for (const QChar letter : letters) {
        if (letter.isSpace() || letter == u'-')
            continue;
        const auto is = [&](DataOperation operation) {
            return labelOf(operation).at(0).toCaseFolded() == letter.toCaseFolded();
        };
        const auto found = std::find_if(allOperations.begin(), allOperations.end(), is);
        if (found == allOperations.end())
            return std::nullopt;
        operations.set(*found);
    }
    return operations;
}

bool AccessModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto operations = parse(value.toString());
    if (role != Qt::EditRole || !index.isValid())
        return false;
    if (!operations) {
        m_workspace.say(tr("Type C, R, U and D for create, read, update and delete."));
        return false;
    }
    return write({{index, *operations}});
}

std::optional<AccessModel::Place> AccessModel::placeFor(const Writing &writing) const
{
    const AccessMatrix::Cell now = cell(writing.at);
    if (!writing.operations.containsAll(operationsOf(now.inherited)))
        return std::nullopt;
    return Place{idOf(*role(writing.at.column())), *row(writing.at.row()),
                 without(writing.operations, operationsOf(now.inherited))};
}

QString AccessModel::sentence(const std::vector<Place> &places) const
{
    if (places.size() > 1)
        return tr("Set access in %n cells", nullptr, static_cast<int>(places.size()));
    const Snapshot &snapshot = m_derived->map.snapshot();
    return tr("Set access of %1 in %2")
        .arg(snapshot.title(QString::fromLatin1(AccessRole::registerKey), places[0].role),
             snapshot.title(QString::fromLatin1(System::registerKey), places[0].row.system));
}

bool AccessModel::write(const std::vector<Writing> &writings)
{
    std::vector<Place> places;
    for (const Writing &writing : writings) {
        if (writing.operations == cell(writing.at).operations)
            continue;
        const auto place = placeFor(writing);
        if (!place) {
            m_workspace.say(tr("%1 has that right to everything in the system; take it away in "
                               "the row of the system.")
                                .arg(role(writing.at.column())->name));
            return false;
        }
        places.push_back(*place);
    }
    if (places.empty())
        return true;
    return m_workspace.perform(sentence(places), [places](Edit &edit) -> Status {
        for (const Place &place : places)
            SG_TRY(setRight(edit, place.role, place.row.system, place.row.element, place.operations,
                            reasonOf(edit, place.role, place.row)));
        return {};
    });
}

bool AccessModel::writeReason(const QModelIndexList &cells, const QString &reason)
{
    std::vector<Place> places;
    for (const QModelIndex &index : cells) {
        const AccessRight *right = cell(index).right;
        if (right && right->reason != reason)
            places.push_back({right->role, *row(index.row()), right->operations});
    }
    if (places.empty())
        return true;
    return m_workspace.perform(sentence(places), [places, reason](Edit &edit) -> Status {
        for (const Place &place : places)
            SG_TRY(setRight(edit, place.role, place.row.system, place.row.element, place.operations,
                            reason));
        return {};
    });
}

}
