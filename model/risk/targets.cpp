// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/targets.h"

#include "model/flows/why.h"
#include "model/inventory/organization.h"
#include "model/store/snapshot.h"

#include <map>
#include <QRegularExpression>
#include <set>

namespace safeguard {

namespace {

using Traits = ChoiceSet<Trait>;

bool mentionsRadio(const QString &protocol)
{
    static const QRegularExpression radio(
        QStringLiteral("\\b(ble|bluetooth|wi-?fi|wlan|zigbee|thread|z-wave|nfc|rfid|lora\\w*|"
                       "cellular|lte\\w*|nb-?iot|gsm|umts|[345]g|satellite|802\\.1[15]\\w*|mics|"
                       "radio|rf|uwb|wmts)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return radio.match(protocol).hasMatch();
}

bool isRadio(const Flow &flow)
{
    switch (flow.protection) {
    case Protection::BleJustWorks:
    case Protection::BlePairing:
    case Protection::Wpa2:
    case Protection::Wpa3:
        return true;
    default:
        return mentionsRadio(flow.protocol);
    }
}

bool isMutual(const Flow &flow)
{
    return flow.protection == Protection::MutualTls ||
           flow.peerAuthentication == PeerAuthentication::Mutual ||
           (flow.protection == Protection::BlePairing &&
            flow.peerAuthentication == PeerAuthentication::Pairing);
}

/// Channels that authenticate each message, whatever is said of integrity beside them.
bool hasIntegrity(const Flow &flow)
{
    switch (flow.integrity) {
    case Integrity::Hmac:
    case Integrity::Signature:
    case Integrity::AuthenticatedEncryption:
        return true;
    default:
        break;
    }
    switch (flow.protection) {
    case Protection::Tls12:
    case Protection::Tls13:
    case Protection::MutualTls:
    case Protection::Vpn:
    case Protection::Ssh:
    case Protection::BlePairing:
    case Protection::Wpa3:
        return true;
    default:
        return false;
    }
}

bool isDeviceLike(SystemKind kind)
{
    return kind == SystemKind::Device || kind == SystemKind::OnDeviceStorage ||
           kind == SystemKind::ReturnedDevice;
}

bool isInTheField(const System &system)
{
    return system.environment == Environment::Field || isDeviceLike(system.kind) ||
           system.kind == SystemKind::Gateway || system.kind == SystemKind::MobileApp;
}

/// What decides what others run or whom they let in: with a way into something in scope it is asked
/// about, although no patient data are in it.
bool supplies(SystemKind kind)
{
    return kind == SystemKind::UpdateServer || kind == SystemKind::CiCd ||
           kind == SystemKind::IdentityAndKeys;
}

struct RawText
{
    QString operator()(std::monostate) const { return {}; }
    QString operator()(bool yes) const
    {
        return yes ? QStringLiteral("yes") : QStringLiteral("no");
    }
    QString operator()(qint64 number) const { return QString::number(number); }
    QString operator()(double number) const { return QString::number(number, 'g', 17); }
    QString operator()(const QDate &date) const { return date.toString(Qt::ISODate); }
    QString operator()(const QString &text) const { return text.simplified(); }
    QString operator()(const AnyId &id) const { return id.toText(); }
    QString operator()(const QStringList &keys) const { return keys.join(u' '); }
    QString operator()(const std::vector<AnyId> &ids) const
    {
        QStringList texts;
        for (const AnyId &id : ids)
            texts += id.toText();
        return texts.join(u' ');
    }
    QString operator()(const Polyline &points) const { return toText(points); }
};

/// As a basis spells it for good: neither names nor the reader's language are in it.
QString rawText(const Value &value)
{
    return std::visit(RawText(), value);
}

const std::array standingKeys{"1", "2", "3", "4", "not_classified", "retired"};

Standing standingFrom(const QString &key)
{
    for (size_t i = 0; i < standingKeys.size(); ++i) {
        if (key == QLatin1String(standingKeys[i]))
            return static_cast<Standing>(i);
    }
    return Standing::NotClassified;
}

const std::array stateKeys{"raw", "linked", "deidentified", "plain"};

/// Everything that follows from the map, one target after the other.
class TargetReader final
{
public:
    explicit TargetReader(const DataMap &map)
        : m_map(map)
        , m_snapshot(map.snapshot())
    {
        for (const Join &join : map.joins())
            m_joins.insert(join.system);
        for (const Flow &flow : m_snapshot.rows<Flow>())
            readEnds(flow);
    }

    std::vector<RiskTarget> read() const
    {
        std::vector<RiskTarget> targets;
        for (const System *system : m_snapshot.inOrder<System>()) {
            if (m_map.isInScope(idOf(*system)) || m_suppliers.contains(idOf(*system)))
                targets.push_back(targetOf(*system));
        }
        for (const Flow *flow : m_snapshot.inOrder<Flow>()) {
            if (m_map.isInScope(idOf(*flow)))
                targets.push_back(targetOf(*flow));
        }
        targets.push_back(organization());
        return targets;
    }

private:
    /// What systems are told by the flows that touch them.
    void readEnds(const Flow &flow)
    {
        const System *source = m_snapshot.find(flow.source);
        const System *target = m_snapshot.find(flow.target);
        if (!source || !target || source->isRetired() || target->isRetired())
            return;
        for (const auto &end : {flow.source, flow.target}) {
            Traits &traits = m_fromFlows[end];
            if (flow.publicNetwork != YesNoUnknown::No && flow.protection != Protection::Enclosed)
                traits.set(Trait::PublicNetwork);
            if (isRadio(flow))
                traits.set(Trait::Radio);
            if (source->kind == SystemKind::Support || target->kind == SystemKind::Support)
                traits.set(Trait::RemoteSupport);
        }
        if (supplies(source->kind) && m_map.isInScope(flow.target))
            m_suppliers.insert(flow.source);
    }

    RiskTarget targetOf(const System &system) const
    {
        const Id<System> id = idOf(system);
        RiskTarget target{{QString::fromLatin1(System::registerKey), system.id},
                          RuleTarget::Systems,
                          system.kind,
                          traitsOf(system),
                          {}};
        target.basis = basisOf(m_snapshot.registers().of<System>(), system, target.traits,
                               m_map.standingOf(id), m_map.heldBy(id));
        return target;
    }

    RiskTarget targetOf(const Flow &flow) const
    {
        const Id<Flow> id = idOf(flow);
        const System *end = m_snapshot.find(flow.target);
        RiskTarget target{{QString::fromLatin1(Flow::registerKey), flow.id},
                          RuleTarget::Flows,
                          end ? end->kind : SystemKind::Other,
                          traitsOf(flow),
                          {}};
        target.basis = basisOf(m_snapshot.registers().of<Flow>(), flow, target.traits,
                               m_map.standingOf(id), m_map.carriedBy(id));
        target.basis += QStringLiteral("\nend ") + textOf(detail::choiceValue(target.kind));
        return target;
    }

    RiskTarget organization() const
    {
        const auto &self = m_snapshot.only<Organization>();
        RiskTarget target{{QString::fromLatin1(Organization::registerKey), self.id},
                          RuleTarget::Organization,
                          SystemKind::Other,
                          {},
                          {}};
        target.basis = fieldLines(m_snapshot.registers().of<Organization>(), self).join(u'\n');
        return target;
    }

    bool names(const Presence &presence) const
    {
        const DataElement *element = m_snapshot.find(presence.element);
        return element && element->content == Content::PatientIdentity &&
               presence.state != DataState::Deidentified;
    }

    void addData(Traits &traits, Standing standing, const std::vector<Presence> &data) const
    {
        bool isNamed = false;
        traits.set(Trait::EPhi, standing == Standing::One || standing == Standing::NotClassified);
        for (const Presence &presence : data) {
            if (presence.tier == Tier::One)
                traits.set(Trait::Identity);
            if (presence.state == DataState::Deidentified)
                traits.set(Trait::Deidentified);
            isNamed = isNamed || names(presence);
        }
        traits.set(Trait::Pseudonymised, traits.contains(Trait::Identity) && !isNamed);
    }

    Traits traitsOf(const System &system) const
    {
        const Id<System> id = idOf(system);
        const auto held = m_map.heldBy(id);
        const auto seen = m_fromFlows.find(id);
        Traits traits = seen == m_fromFlows.end() ? Traits() : seen->second;
        addData(traits, m_map.standingOf(id), held);
        const bool stores = std::any_of(held.begin(), held.end(), [&](const Presence &presence) {
            return system.stores.contains(presence.element) && presence.tier <= Tier::Two;
        });
        traits.set(Trait::Stores, stores);
        traits.set(Trait::OpenAtRest, stores && !isProtected(coverAtRest(system.atRest)));
        traits.set(Trait::Join, m_joins.contains(id));
        traits.set(Trait::Fielded, isInTheField(system));
        if (system.kind == SystemKind::Support)
            traits.set(Trait::RemoteSupport);
        addOperation(traits, system);
        addAccess(traits, system);
        return traits;
    }

    void addOperation(Traits &traits, const System &system) const
    {
        const CloudService *service = m_snapshot.find(system.cloudService);
        const bool isCopy = system.environment != Environment::Production &&
                            system.environment != Environment::Field;
        const bool isBuilding = system.kind == SystemKind::Development ||
                                system.kind == SystemKind::Test || system.kind == SystemKind::CiCd;
        traits.set(Trait::VendorOperated, system.operatedBy == Operator::Vendor);
        traits.set(Trait::CustomerOperated, system.operatedBy == Operator::Customer);
        traits.set(Trait::CloudHosted, service != nullptr);
        traits.set(Trait::NotEligible, service && service->eligible != YesNoUnknown::Yes);
        traits.set(Trait::ProductionCopy,
                   (isCopy || isBuilding) && system.productionData != YesNoUnknown::No);
        traits.set(Trait::NoBackup, system.backup != YesNoUnknown::Yes);
    }

    static void addAccess(Traits &traits, const System &system)
    {
        switch (system.authentication) {
        case Authentication::Unknown:
        case Authentication::None:
        case Authentication::SharedAccount:
            traits.set(Trait::SharedAccount);
            [[fallthrough]];
        case Authentication::Password:
            traits.set(Trait::WeakSignIn);
            break;
        default:
            break;
        }
        traits.set(Trait::NoLogoff, !system.logoffMinutes || *system.logoffMinutes == 0);
        traits.set(Trait::NoAuditLog, system.auditLogging != YesNoUnknown::Yes);
    }

    Traits traitsOf(const Flow &flow) const
    {
        const Id<Flow> id = idOf(flow);
        Traits traits;
        addData(traits, m_map.standingOf(id), m_map.carriedBy(id));
        const Cover cover = coverInTransit(m_map, flow);
        const bool isEnclosed = cover == Cover::Enclosed;
        traits.set(Trait::Enclosed, isEnclosed);
        traits.set(Trait::PublicNetwork, !isEnclosed && flow.publicNetwork != YesNoUnknown::No);
        traits.set(Trait::Radio, !isEnclosed && isRadio(flow));
        traits.set(Trait::Mutual, isMutual(flow));
        traits.set(Trait::OneSided, !isEnclosed && !isMutual(flow));
        traits.set(Trait::NoIntegrity, !isEnclosed && !hasIntegrity(flow));
        addCover(traits, cover);
        if (flow.protection == Protection::Other)
            traits.set(Trait::WeakEncryption);
        if (const System *source = m_snapshot.find(flow.source)) {
            if (const System *target = m_snapshot.find(flow.target))
                addEnds(traits, *source, *target);
        }
        return traits;
    }

    static void addCover(Traits &traits, Cover cover)
    {
        traits.set(Trait::NotEncrypted, cover == Cover::Gap || cover == Cover::Unknown);
        traits.set(Trait::WeakEncryption, cover == Cover::Weak);
    }

    static void addEnds(Traits &traits, const System &source, const System &target)
    {
        const bool isSameVendor = source.operatedBy == Operator::Vendor &&
                                  !source.vendor.isNull() && source.vendor == target.vendor;
        traits.set(Trait::Crossing, source.boundary != target.boundary);
        traits.set(Trait::ToVendor, target.operatedBy == Operator::Vendor && !isSameVendor);
        traits.set(Trait::CustomerOperated, target.operatedBy == Operator::Customer);
        traits.set(Trait::FromDevice, isDeviceLike(source.kind));
        traits.set(Trait::ToDevice, isDeviceLike(target.kind));
        traits.set(Trait::RemoteSupport, source.kind == SystemKind::Support);
    }

    QStringList fieldLines(const RegisterType &type, const Record &record) const
    {
        QStringList lines;
        for (const Field &field : type.fields) {
            if (!field.isMaterial)
                continue;
            lines += QStringLiteral("field %1 %2").arg(field.key, rawText(field.get(record)));
            const bool isTarget = field.reference == QLatin1String(System::registerKey);
            if (field.kind == Kind::Reference && !isTarget) // those answer for themselves
                lines += linesBehind(field, record);
        }
        return lines;
    }

    /// What matters of the record that a field names: of a service, whether it is eligible. Not
    /// how it is called.
    QStringList linesBehind(const Field &reference, const Record &record) const
    {
        const RegisterType *type = m_snapshot.registers().find(reference.reference);
        const Value value = reference.get(record);
        const auto *id = std::get_if<AnyId>(&value);
        const RecordPtr behind =
            id ? m_snapshot.find(RecordRef{reference.reference, *id}) : nullptr;
        QStringList lines;
        for (const Field &field : type &&behind ? type->fields : std::vector<Field>()) {
            if (field.isMaterial && !field.isUnique)
                lines += QStringLiteral("field %1.%2 %3")
                             .arg(reference.key, field.key, rawText(field.get(*behind)));
        }
        return lines;
    }

    QString basisOf(const RegisterType &type, const Record &record, const Traits &traits,
                    Standing standing, const std::vector<Presence> &data) const
    {
        QStringList lines = fieldLines(type, record);
        lines += QStringLiteral("standing ") +
                 QLatin1String(standingKeys.at(static_cast<size_t>(standing)));
        for (size_t i = 0; i < choices(Trait()).size(); ++i) {
            if (traits.contains(static_cast<Trait>(i)))
                lines += QStringLiteral("trait ") + choices(Trait())[i].key;
        }
        for (const Presence &presence : data)
            lines += QStringLiteral("holds %1 %2")
                         .arg(presence.element.toText(),
                              QLatin1String(stateKeys.at(static_cast<size_t>(presence.state))));
        return lines.join(u'\n');
    }

    const DataMap &m_map;
    const Snapshot &m_snapshot;
    std::set<Id<System>> m_joins;
    std::set<Id<System>> m_suppliers;
    std::map<Id<System>, Traits> m_fromFlows;
};

/// A basis taken apart.
struct Facts
{
    std::map<QString, QString> fields;
    QString standing;
    QString end; ///< kind of the system where a flow ends
    std::set<QString> traits;
    std::map<QString, QString> data;
};

Facts factsIn(const QString &basis)
{
    Facts facts;
    for (const QString &line : basis.split(u'\n', Qt::SkipEmptyParts)) {
        const QString kind = line.section(u' ', 0, 0);
        const QString key = line.section(u' ', 1, 1);
        const QString value = line.section(u' ', 2);
        if (kind == QStringLiteral("field"))
            facts.fields[key] = value;
        else if (kind == QStringLiteral("standing"))
            facts.standing = key;
        else if (kind == QStringLiteral("end"))
            facts.end = key;
        else if (kind == QStringLiteral("trait"))
            facts.traits.insert(key);
        else if (kind == QStringLiteral("holds"))
            facts.data[key] = value;
    }
    return facts;
}

QString labelOfTrait(const QString &key)
{
    for (const Choice &choice : choices(Trait())) {
        if (choice.key == key)
            return choice.label;
    }
    return key;
}

/// In words, with what is there now under names that ids had.
QString wordsOf(const Field &field, const QString &keys, const Snapshot &snapshot)
{
    if (keys.isEmpty())
        return RiskWords::tr("nothing");
    QStringList words;
    for (const QString &key : keys.split(u' ')) {
        QString word = key;
        if (field.isReference())
            word = snapshot.title(field.reference, AnyId::fromText(key).value_or(AnyId()));
        for (const Choice &choice : field.choices ? *field.choices : ChoiceList())
            word = choice.key == key ? choice.label : word;
        words += word;
    }
    return words.join(field.isMany() ? QStringLiteral(", ") : QStringLiteral(" "));
}

QStringList fieldDifferences(const Facts &before, const Facts &now, const RegisterType &type,
                             const Snapshot &snapshot)
{
    QStringList said;
    for (const Field &field : type.fields) {
        const auto was = before.fields.find(field.key);
        const auto is = now.fields.find(field.key);
        if (was == before.fields.end() || is == now.fields.end() || was->second == is->second)
            continue; // a field that one of them did not know yet says nothing
        said += RiskWords::tr("%1: %2, now %3")
                    .arg(field.label, wordsOf(field, was->second, snapshot),
                         wordsOf(field, is->second, snapshot));
    }
    return said;
}

/// Where a field still names the same record: what is different about that.
QStringList differencesBehind(const Facts &before, const Facts &now, const RegisterType &type,
                              const Snapshot &snapshot)
{
    QStringList said;
    for (const Field &field : type.fields) {
        const auto was = before.fields.find(field.key);
        const auto is = now.fields.find(field.key);
        const RegisterType *behind = snapshot.registers().find(field.reference);
        if (!behind || was == before.fields.end() || is == now.fields.end() ||
            was->second != is->second)
            continue;
        const auto prefixed = [&](const Facts &facts) {
            Facts inner;
            for (const auto &[key, value] : facts.fields) {
                if (key.startsWith(field.key + u'.'))
                    inner.fields[key.mid(field.key.size() + 1)] = value;
            }
            return inner;
        };
        for (const QString &difference :
             fieldDifferences(prefixed(before), prefixed(now), *behind, snapshot))
            said += RiskWords::tr("%1: %2").arg(field.label, difference);
    }
    return said;
}

QStringList dataDifferences(const Facts &before, const Facts &now, const Snapshot &snapshot)
{
    const auto name = [&](const QString &id) {
        return snapshot.title(QString::fromLatin1(DataElement::registerKey),
                              AnyId::fromText(id).value_or(AnyId()));
    };
    QStringList said;
    for (const auto &[id, state] : now.data) {
        const auto was = before.data.find(id);
        if (was == before.data.end())
            said += RiskWords::tr("Can hold %1 now").arg(name(id));
        else if (was->second != state)
            said += RiskWords::tr("%1: linked or de-identified otherwise").arg(name(id));
    }
    for (const auto &[id, state] : before.data) {
        if (!now.data.contains(id))
            said += RiskWords::tr("Can no longer hold %1").arg(name(id));
    }
    return said;
}

}

std::vector<RiskTarget> riskTargets(const DataMap &map)
{
    return TargetReader(map).read();
}

bool asks(const ThreatRule &rule, const RiskTarget &target)
{
    return rule.target == target.type &&
           (rule.kinds.isEmpty() || rule.kinds.contains(target.kind)) &&
           target.traits.containsAll(rule.when) && !target.traits.containsAny(rule.unless);
}

QStringList differencesOf(const QString &before, const QString &now, const RecordRef &subject,
                          const Snapshot &snapshot)
{
    const Facts was = factsIn(before);
    const Facts is = factsIn(now);
    const RegisterType *type = snapshot.registers().find(subject.registerKey);
    QStringList said = type ? fieldDifferences(was, is, *type, snapshot) +
                                  differencesBehind(was, is, *type, snapshot)
                            : QStringList();
    if (was.standing != is.standing)
        said += RiskWords::tr("%1, now %2")
                    .arg(standingName(standingFrom(was.standing)),
                         standingName(standingFrom(is.standing)));
    if (was.end != is.end)
        said += RiskWords::tr("Ends at another kind of system");
    said += dataDifferences(was, is, snapshot);
    if (!said.isEmpty())
        return said;
    for (const QString &trait : is.traits) {
        if (!was.traits.contains(trait))
            said += RiskWords::tr("Now: %1").arg(labelOfTrait(trait));
    }
    for (const QString &trait : was.traits) {
        if (!is.traits.contains(trait))
            said += RiskWords::tr("No longer: %1").arg(labelOfTrait(trait));
    }
    return said;
}

}
