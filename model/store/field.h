// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/area.h"
#include "model/store/record.h"
#include "model/store/value.h"

#include <functional>
#include <memory>
#include <optional>
#include <QDateTime>

namespace safeguard {

class Snapshot;

/// One answer of a closed list. The key is stored, cited by scripts and never changes.
struct Choice
{
    Choice(const char *choiceKey, QString choiceLabel, QString choiceHelp = {})
        : key(QString::fromLatin1(choiceKey))
        , label(std::move(choiceLabel))
        , help(std::move(choiceHelp))
    {}
    QString key;
    QString label;
    QString help;
};
/// In the order of the enumeration's members. Each enumeration E that a record holds has a
/// function `const ChoiceList &choices(E)` beside it.
using ChoiceList = std::vector<Choice>;
const ChoiceList &choices(Area);

/// The words for one of them.
template <class E>
const QString &labelOf(E choice)
{
    return choices(choice).at(static_cast<size_t>(choice)).label;
}

enum class Kind {
    Text,
    LongText,
    Integer,
    Real,
    YesNo,
    Date,
    Choice,
    Choices,    ///< several of a list
    Reference,  ///< to one record of another register
    References, ///< to several
    Points,     ///< a polyline in scene units
};
QString kindKey(Kind kind);

/// One field of a register: what columns, forms, filters, imports, exports, reports and the
/// sentences of the history need to know about it.
struct Field
{
    QString key;   ///< snake_case: SQL column, JSON key, name on the command line
    QString label; ///< sentence case
    Kind kind = Kind::Text;
    QString help = {};
    QString citation = {};
    QString section = {};   ///< heading in the form
    QString reference = {}; ///< key of the register that ids of this field belong to
    const ChoiceList *choices = nullptr;
    bool isRequired = false;
    bool isUnique = false;   ///< no two records of the register share it (texts fold case)
    bool isMaterial = false; ///< a change may make an approved risk analysis stale
    bool isOwner = false;    ///< the record is a part of what this refers to and goes with it
    bool isGeometry = false; ///< of drawing or bookkeeping, not shown in tables and forms
    bool isWide = false;     ///< not a column of the table unless asked for
    bool isSubject = false;  ///< a text that names any record, see RecordRef
    bool isAuthor = false;   ///< the user who adds the record, nobody else
    bool isFreeText = false; ///< a person's own words
    bool isGiven = false;    ///< filled in by the program: forms and tables only show it
    bool isContent = false;  ///< a text that names stored content by its SHA-256, see attachments.h

    Value (*get)(const Record &) = nullptr;
    void (*set)(Record &, const Value &) = nullptr;

    bool isMany() const { return kind == Kind::Choices || kind == Kind::References; }
    bool isReference() const { return kind == Kind::Reference || kind == Kind::References; }
};

/// What is wrong with a record as an area sees it, beyond what the field table says.
using Rule = std::function<void(const Record &, const Snapshot &, std::vector<FieldProblem> &)>;

/// A register: its names and the table of its fields. Built once per register by `describe()` of
/// its record, listed in registers.cpp.
struct RegisterType
{
    QString key = {}; ///< kebab-case; the SQL table has underscores. Set from the record
    QString singular = {};
    QString plural = {};
    QString prefix = {};  ///< of the permanent number; empty when its records are not cited
    QString purpose = {}; ///< what it is for and why the rule wants it; an empty register shows it
    QString citation = {};
    std::optional<Area> area = {}; ///< none: written by the program's own operations only (users)
    bool isSingleton = false;      ///< one record, made with the project, neither added nor removed
    bool isFixed = false;          ///< records are made with the project and only edited
    bool isPart = false;           ///< parts of other records: no screen, no count of its own
    /// Where its records come from, if an operation of the program makes them: tables and forms
    /// offer no adding then and say this instead.
    QString addedElsewhere = {};
    std::vector<Field> fields = {};
    std::vector<Rule> rules = {};
    /// Whether a record may be approved by a signature as it stands; null: always.
    Status (*mayBeApproved)(const Record &, const Snapshot &) = nullptr;
    /// Its name where that follows from other records; then title() is its number.
    QString (*nameIn)(const Record &, const Snapshot &) = nullptr;
    std::shared_ptr<Record> (*make)() = nullptr;
    std::shared_ptr<Record> (*copy)(const Record &) = nullptr;

    bool isProtected() const { return !area; }
    const Field *field(QStringView fieldKey) const;
    /// The field that names what its records are parts of: of a placement, the diagram, not the
    /// system. Null for others.
    const Field *wholeField() const;
    QString table() const; ///< its SQL table
    QString childTable(const Field &field) const;
    /// The record's own name for people: its first text or unique choice, else its number or id.
    QString title(const Record &record) const;
    /// "SYS-012", or empty where records carry no number.
    QString citeNumber(const Record &record) const;
    /// 12 for "SYS-012" or "sys-12".
    std::optional<int> numberFrom(QStringView text) const;
};

namespace detail {

template <class E>
Value choiceValue(E choice)
{
    return choices(choice).at(static_cast<size_t>(choice)).key;
}

template <class E>
std::optional<E> choiceFrom(const Value &value)
{
    const ChoiceList &list = choices(E());
    const QString key = textOf(value);
    const auto at = std::find_if(list.begin(), list.end(), [&](auto &c) { return c.key == key; });
    return at == list.end() ? std::nullopt : std::optional(static_cast<E>(at - list.begin()));
}

/// How a member of a record becomes a Value and back, and which kind of field it is.
template <class M, class = void>
struct Member;

template <>
struct Member<QString>
{
    static constexpr Kind kind = Kind::Text;
    static Value get(const QString &m) { return m.isEmpty() ? Value() : Value(m); }
    static void set(QString &m, const Value &v) { m = textOf(v); }
};
template <>
struct Member<bool>
{
    static constexpr Kind kind = Kind::YesNo;
    static Value get(bool m) { return m; }
    static void set(bool &m, const Value &v)
    {
        const bool *b = std::get_if<bool>(&v);
        m = b && *b;
    }
};
template <>
struct Member<double>
{
    static constexpr Kind kind = Kind::Real;
    static Value get(double m) { return m; }
    static void set(double &m, const Value &v)
    {
        const double *d = std::get_if<double>(&v);
        m = d ? *d : 0;
    }
};
template <>
struct Member<std::optional<int>>
{
    static constexpr Kind kind = Kind::Integer;
    static Value get(const std::optional<int> &m) { return m ? Value(qint64(*m)) : Value(); }
    static void set(std::optional<int> &m, const Value &v)
    {
        const qint64 *i = std::get_if<qint64>(&v);
        m = i ? std::optional(static_cast<int>(*i)) : std::nullopt;
    }
};
template <>
struct Member<std::optional<QDate>>
{
    static constexpr Kind kind = Kind::Date;
    static Value get(const std::optional<QDate> &m) { return m ? Value(*m) : Value(); }
    static void set(std::optional<QDate> &m, const Value &v)
    {
        const QDate *d = std::get_if<QDate>(&v);
        m = d ? std::optional(*d) : std::nullopt;
    }
};
template <>
struct Member<QDateTime>
{
    static constexpr Kind kind = Kind::Text;
    static Value get(const QDateTime &m)
    {
        return m.isValid() ? Value(m.toUTC().toString(Qt::ISODate)) : Value();
    }
    static void set(QDateTime &m, const Value &v)
    {
        m = QDateTime::fromString(textOf(v), Qt::ISODate);
    }
};
template <>
struct Member<RecordRef>
{
    static constexpr Kind kind = Kind::Text;
    static constexpr bool isSubject = true;
    static Value get(const RecordRef &m) { return m.isNull() ? Value() : Value(m.toText()); }
    static void set(RecordRef &m, const Value &v) { m = RecordRef::fromText(textOf(v)); }
};
template <>
struct Member<Polyline>
{
    static constexpr Kind kind = Kind::Points;
    static Value get(const Polyline &m) { return m.empty() ? Value() : Value(m); }
    static void set(Polyline &m, const Value &v)
    {
        const Polyline *p = std::get_if<Polyline>(&v);
        m = p ? *p : Polyline();
    }
};
template <class E>
struct Member<E, std::enable_if_t<std::is_enum_v<E>>>
{
    static constexpr Kind kind = Kind::Choice;
    using Enum = E;
    static Value get(E m) { return choiceValue(m); }
    static void set(E &m, const Value &v) { m = choiceFrom<E>(v).value_or(E()); }
};
template <class E>
struct Member<std::optional<E>, std::enable_if_t<std::is_enum_v<E>>>
{
    static constexpr Kind kind = Kind::Choice;
    using Enum = E;
    static Value get(const std::optional<E> &m) { return m ? choiceValue(*m) : Value(); }
    static void set(std::optional<E> &m, const Value &v) { m = choiceFrom<E>(v); }
};
template <class E>
struct Member<ChoiceSet<E>>
{
    static constexpr Kind kind = Kind::Choices;
    using Enum = E;
    static Value get(const ChoiceSet<E> &m)
    {
        QStringList keys;
        const ChoiceList &list = choices(E());
        for (size_t i = 0; i < list.size(); ++i) {
            if (m.contains(static_cast<E>(i)))
                keys += list[i].key;
        }
        return keys.isEmpty() ? Value() : Value(keys);
    }
    static void set(ChoiceSet<E> &m, const Value &v)
    {
        m = {};
        if (const QStringList *keys = std::get_if<QStringList>(&v)) {
            for (const QString &key : *keys) {
                if (const auto choice = choiceFrom<E>(Value(key)))
                    m.set(*choice);
            }
        }
    }
};
template <class T>
struct Member<Id<T>>
{
    static constexpr Kind kind = Kind::Reference;
    using Target = T;
    static Value get(const Id<T> &m) { return m.isNull() ? Value() : Value(AnyId(m)); }
    static void set(Id<T> &m, const Value &v)
    {
        const AnyId *id = std::get_if<AnyId>(&v);
        m = id ? Id<T>(*id) : Id<T>();
    }
};
template <class T>
struct Member<IdSet<T>>
{
    static constexpr Kind kind = Kind::References;
    using Target = T;
    static Value get(const IdSet<T> &m)
    {
        return m.isEmpty() ? Value() : Value(std::vector<AnyId>(m.begin(), m.end()));
    }
    static void set(IdSet<T> &m, const Value &v)
    {
        std::vector<Id<T>> ids;
        if (const auto *list = std::get_if<std::vector<AnyId>>(&v)) {
            for (const AnyId &id : *list)
                ids.emplace_back(id);
        }
        m = IdSet<T>(std::move(ids));
    }
};

template <auto Pointer>
struct PointerTo;
template <class T, class M, M T::*Pointer>
struct PointerTo<Pointer>
{
    using Type = T;
    using MemberType = M;
};

}

/// Builds a RegisterType in the order in which a person would fill it in:
///
///     return Describe<Site>({.key = "sites", ...})
///         .section(tr("Place"))
///         .field<&Site::name>("name", tr("Name")).required().unique()
///         ...
///         .done();
///
/// What follows a field() applies to that field.
template <class T>
class Describe final
{
public:
    explicit Describe(RegisterType type)
        : m_type(std::move(type))
    {
        m_type.key = QString::fromLatin1(T::registerKey);
        m_type.make = [] { return std::shared_ptr<Record>(std::make_shared<T>()); };
        m_type.copy = [](const Record &record) {
            return std::shared_ptr<Record>(std::make_shared<T>(static_cast<const T &>(record)));
        };
    }

    Describe &section(QString title)
    {
        m_section = std::move(title);
        return *this;
    }

    template <auto Pointer>
    Describe &field(const char *key, QString label)
    {
        using M = typename detail::PointerTo<Pointer>::MemberType;
        using Of = typename detail::PointerTo<Pointer>::Type;
        static_assert(std::is_base_of_v<Of, T>);
        Field field{.key = QString::fromLatin1(key), .label = std::move(label)};
        field.kind = detail::Member<M>::kind;
        field.section = m_section;
        if constexpr (requires { typename detail::Member<M>::Enum; })
            field.choices = &choices(typename detail::Member<M>::Enum());
        if constexpr (requires { typename detail::Member<M>::Target; })
            field.reference = QString::fromLatin1(detail::Member<M>::Target::registerKey);
        field.isFreeText = std::is_same_v<M, QString>;
        field.isSubject = requires
        {
            detail::Member<M>::isSubject;
        };
        field.get = [](const Record &record) {
            return detail::Member<M>::get(static_cast<const Of &>(record).*Pointer);
        };
        field.set = [](Record &record, const Value &value) {
            detail::Member<M>::set(static_cast<Of &>(record).*Pointer, value);
        };
        m_type.fields.push_back(std::move(field));
        return *this;
    }

    Describe &help(QString text)
    {
        return with([&](Field &f) { f.help = std::move(text); });
    }
    Describe &cites(const char *citation)
    {
        return with([&](Field &f) { f.citation = QString::fromLatin1(citation); });
    }
    Describe &required()
    {
        return with([](Field &f) { f.isRequired = true; });
    }
    Describe &unique()
    {
        return with([](Field &f) { f.isUnique = true; });
    }
    Describe &material()
    {
        return with([](Field &f) { f.isMaterial = true; });
    }
    Describe &owner()
    {
        return with([](Field &f) { f.isOwner = f.isRequired = true; });
    }
    Describe &author()
    {
        return with([](Field &f) { f.isAuthor = f.isRequired = true; });
    }
    Describe &content()
    {
        return with([](Field &f) {
            f.isContent = f.isGiven = true;
            f.isFreeText = false;
        });
    }
    /// A text that the program makes: a key, a digest.
    Describe &made()
    {
        return with([](Field &f) {
            f.isFreeText = false;
            f.isGiven = f.isWide = true;
        });
    }
    Describe &given()
    {
        return with([](Field &f) { f.isGiven = true; });
    }
    Describe &geometry()
    {
        return with([](Field &f) { f.isGeometry = true; });
    }
    Describe &wide()
    {
        return with([](Field &f) { f.isWide = true; });
    }
    /// A column of the table after all.
    Describe &column()
    {
        return with([](Field &f) { f.isWide = false; });
    }
    Describe &multiline()
    {
        return with([](Field &f) {
            f.kind = Kind::LongText;
            f.isWide = true;
        });
    }

    Describe &named(QString (*name)(const Record &, const Snapshot &))
    {
        m_type.nameIn = name;
        return *this;
    }
    Describe &approvedIf(Status (*mayBe)(const Record &, const Snapshot &))
    {
        m_type.mayBeApproved = mayBe;
        return *this;
    }
    Describe &rule(Rule rule)
    {
        m_type.rules.push_back(std::move(rule));
        return *this;
    }
    RegisterType done() { return std::move(m_type); }

private:
    template <class F>
    Describe &with(F change)
    {
        change(m_type.fields.back());
        return *this;
    }

    RegisterType m_type;
    QString m_section;
};

/// The registers of a project in the order in which they are listed and in which references can
/// be resolved. Handed to the store and to Project; model/registers.cpp has the one of the product.
class Registers final
{
public:
    explicit Registers(std::vector<RegisterType> types);
    const RegisterType *find(QStringView key) const;
    const RegisterType *ofTable(QStringView table) const; ///< also of its child tables
    template <class T>
    const RegisterType &of() const
    {
        return *find(QString::fromLatin1(T::registerKey));
    }
    auto begin() const { return m_types.begin(); }
    auto end() const { return m_types.end(); }

private:
    std::vector<RegisterType> m_types;
};

}
