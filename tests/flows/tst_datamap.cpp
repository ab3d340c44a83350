// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/flowgraph.h"
#include "tests/tools/testmain.h"

#include <map>
#include <QRandomGenerator>
#include <set>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

struct Case
{
    const char *name;
    void (*build)(FlowGraph &);
    const char *tiers;
    const char *joins = "";
    const char *origins = "";
    const char *traces = "";
};

/// ECG of a patch meets the name of an app in the cloud.
void joinInCloud(FlowGraph &g)
{
    g.system("Patch").creates("ECG");
    g.system("App").creates("Name");
    g.system("Cloud");
    g.flow("Patch", "Cloud").carries("ECG");
    g.flow("App", "Cloud").carries("Name");
}

/// The cloud holds linked ECG and sends it to research.
void research(FlowGraph &g)
{
    g.system("Cloud").creates("ECG, Name");
    g.system("Research");
    g.flow("Cloud", "Research").carries("ECG");
}
constexpr auto researchJoin = "Cloud: ECG by Name";
constexpr auto researchOrigin = "Cloud: Name";
constexpr auto researchTrace = "Cloud: ECG=Cloud, Name=Cloud";
constexpr auto researchProven = "Cloud 1, Research 3, Cloud>Research 3";
constexpr auto researchUnproven = "Cloud 1, Research 1, Cloud>Research 1";

// clang-format off: a table
const std::vector<Case> cases{
    {"operational data alone",
     [](FlowGraph &g) {
         g.system("Builder").creates("Build");
         g.system("Updates");
         g.flow("Builder", "Updates").carries("Build");
     },
     "Builder 4, Updates 4, Builder>Updates 4"},
    {"an empty system", [](FlowGraph &g) { g.system("Idle"); }, "Idle 4"},
    {"raw data alone",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Hub");
         g.flow("Patch", "Hub").carries("ECG");
     },
     "Patch 2, Hub 2, Patch>Hub 2"},
    {"identity alone is an origin, no join", [](FlowGraph &g) { g.system("App").creates("Name"); },
     "App 1", "", "App: Name"},

    {"join at the cloud", joinInCloud, "Patch 2, App 1, Cloud 1, Patch>Cloud 2, App>Cloud 1",
     "Cloud: ECG by Name cut Patch>Cloud", "App: Name", "Cloud: ECG=Patch>Cloud, Name=App>Cloud"},
    {"join at a gateway, cloud behind it",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG, Battery");
         g.system("App").creates("Name");
         g.system("Gateway");
         g.system("Cloud");
         g.flow("Patch", "Gateway").carries("ECG, Battery");
         g.flow("App", "Gateway").carries("Name");
         g.flow("Gateway", "Cloud").carries("ECG, Battery");
     },
     "Patch 2, App 1, Gateway 1, Cloud 1, Patch>Gateway 2, App>Gateway 1, Gateway>Cloud 1",
     "Gateway: ECG, Battery by Name cut Patch>Gateway", "App: Name",
     "Gateway: ECG=Patch>Gateway, Battery=Patch>Gateway, Name=App>Gateway"},
    {"join at a log",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Cloud");
         g.system("Portal").creates("Name");
         g.system("Log");
         g.flow("Patch", "Cloud").carries("ECG");
         g.flow("Cloud", "Log").carries("ECG");
         g.flow("Portal", "Log").carries("Name");
     },
     "Patch 2, Cloud 2, Portal 1, Log 1, Patch>Cloud 2, Cloud>Log 2, Portal>Log 1",
     "Log: ECG by Name cut Cloud>Log", "Portal: Name", "Log: ECG=Patch>Cloud>Log, Name=Portal>Log"},
    {"two joins side by side",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Clinic").creates("Name");
         g.system("Billing").creates("Name");
         g.flow("Patch", "Clinic").carries("ECG");
         g.flow("Patch", "Billing").carries("ECG");
     },
     "Patch 2, Clinic 1, Billing 1, Patch>Clinic 2, Patch>Billing 2",
     "Clinic: ECG by Name cut Patch>Clinic\nBilling: ECG by Name cut Patch>Billing",
     "Clinic: Name\nBilling: Name",
     "Clinic: ECG=Patch>Clinic, Name=Clinic\nBilling: ECG=Patch>Billing, Name=Billing"},
    {"two joins in a row, of different elements",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG, Battery");
         g.system("Gateway").creates("Name");
         g.system("Cloud");
         g.flow("Patch", "Gateway").carries("ECG");
         g.flow("Gateway", "Cloud").carries("ECG, Name");
         g.flow("Patch", "Cloud").carries("Battery");
     },
     "Patch 2, Gateway 1, Cloud 1, Patch>Gateway 2, Gateway>Cloud 1, Patch>Cloud 2",
     "Gateway: ECG by Name cut Patch>Gateway\nCloud: Battery by Name cut Patch>Cloud",
     "Gateway: Name",
     "Gateway: ECG=Patch>Gateway, Name=Gateway\nCloud: Battery=Patch>Cloud, Name=Gateway>Cloud"},
    {"linked data do not link others by themselves",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG, Battery");
         g.system("Gateway").creates("Name");
         g.system("Cloud");
         g.system("Meter");
         g.flow("Patch", "Gateway").carries("ECG");
         g.flow("Gateway", "Cloud").carries("ECG");
         g.flow("Patch", "Cloud").carries("Battery");
         g.flow("Cloud", "Meter").carries("Battery");
     },
     "Patch 2, Gateway 1, Cloud 1, Meter 2, "
     "Patch>Gateway 2, Gateway>Cloud 1, Patch>Cloud 2, Cloud>Meter 2",
     "Gateway: ECG by Name cut Patch>Gateway", "Gateway: Name",
     "Gateway: ECG=Patch>Gateway, Name=Gateway"},
    {"both raw and linked arrive at a join",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Hub").creates("Name");
         g.system("Cloud");
         g.flow("Patch", "Hub").carries("ECG");
         g.flow("Hub", "Cloud").carries("ECG, Name");
         g.flow("Patch", "Cloud").carries("ECG");
     },
     "Patch 2, Hub 1, Cloud 1, Patch>Hub 2, Hub>Cloud 1, Patch>Cloud 2",
     "Hub: ECG by Name cut Patch>Hub\nCloud: ECG by Name cut Patch>Cloud", "Hub: Name",
     "Hub: ECG=Patch>Hub, Name=Hub\nCloud: ECG=Patch>Cloud, Name=Hub>Cloud"},
    {"both raw and linked arrive where nothing links",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Hub").creates("Name");
         g.system("Lake");
         g.flow("Patch", "Hub").carries("ECG");
         g.flow("Hub", "Lake").carries("ECG");
         g.flow("Patch", "Lake").carries("ECG");
     },
     "Patch 2, Hub 1, Lake 1, Patch>Hub 2, Hub>Lake 1, Patch>Lake 2",
     "Hub: ECG by Name cut Patch>Hub", "Hub: Name", "Hub: ECG=Patch>Hub, Name=Hub"},
    {"raw on two ways, the shorter is the trace",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Phone");
         g.system("Cloud").creates("Name");
         g.flow("Patch", "Phone").carries("ECG");
         g.flow("Phone", "Cloud").carries("ECG");
         g.flow("Patch", "Cloud").carries("ECG");
     },
     "Patch 2, Phone 2, Cloud 1, Patch>Phone 2, Phone>Cloud 2, Patch>Cloud 2",
     "Cloud: ECG by Name cut Phone>Cloud, Patch>Cloud", "Cloud: Name",
     "Cloud: ECG=Patch>Cloud, Name=Cloud"},
    {"join without cut, and origin",
     [](FlowGraph &g) {
         g.system("Pump").creates("Battery, Name");
         g.system("Cloud");
         g.flow("Pump", "Cloud").carries("Battery");
     },
     "Pump 1, Cloud 1, Pump>Cloud 1", "Pump: Battery by Name", "Pump: Name",
     "Pump: Battery=Pump, Name=Pump"},
    {"join with its own raw data and a cut",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Pump").creates("ECG, Name");
         g.flow("Patch", "Pump").carries("ECG");
     },
     "Patch 2, Pump 1, Patch>Pump 2", "Pump: ECG by Name cut Patch>Pump", "Pump: Name",
     "Pump: ECG=Pump, Name=Pump"},

    {"a cycle of raw data",
     [](FlowGraph &g) {
         g.system("A").creates("ECG");
         g.system("B");
         g.system("C");
         g.flow("A", "B").carries("ECG");
         g.flow("B", "C").carries("ECG");
         g.flow("C", "A").carries("ECG");
     },
     "A 2, B 2, C 2, A>B 2, B>C 2, C>A 2"},
    {"a cycle that nothing feeds stays empty",
     [](FlowGraph &g) {
         g.system("A");
         g.system("B");
         g.flow("A", "B").carries("Name");
         g.flow("B", "A").carries("Name");
     },
     "A 4, B 4, A>B 4, B>A 4"},
    {"a returning flow of linked data removes no join",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Cloud").creates("Name");
         g.flow("Patch", "Cloud").carries("ECG");
         g.flow("Cloud", "Patch").carries("ECG");
     },
     "Patch 1, Cloud 1, Patch>Cloud 1, Cloud>Patch 1", "Cloud: ECG by Name cut Patch>Cloud",
     "Cloud: Name", "Cloud: ECG=Patch>Cloud, Name=Cloud"},
    {"a returning name moves the join to the device",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Cloud").creates("Name");
         g.flow("Patch", "Cloud").carries("ECG");
         g.flow("Cloud", "Patch").carries("Name");
     },
     "Patch 1, Cloud 1, Patch>Cloud 1, Cloud>Patch 1", "Patch: ECG by Name", "Cloud: Name",
     "Patch: ECG=Patch, Name=Cloud>Patch"},
    {"identifiers dropped on the way: linked for good",
     [](FlowGraph &g) {
         g.system("Cloud").creates("ECG, Name");
         g.system("Lake");
         g.system("Dump");
         g.flow("Cloud", "Lake").carries("ECG");
         g.flow("Lake", "Dump").carries("ECG");
     },
     "Cloud 1, Lake 1, Dump 1, Cloud>Lake 1, Lake>Dump 1", researchJoin, researchOrigin,
     researchTrace},
    {"a pseudonym instead of the name: linked still",
     [](FlowGraph &g) {
         g.system("Cloud").creates("ECG, Name, Pseudonym");
         g.system("Research");
         g.flow("Cloud", "Research").carries("ECG, Pseudonym");
     },
     "Cloud 1, Research 1, Cloud>Research 1", researchJoin, "Cloud: Name, Pseudonym",
     researchTrace},

    {"a pseudonym links only with another's records",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Cloud").creates("Pseudonym");
         g.system("Lake");
         g.flow("Patch", "Cloud").carries("ECG");
         g.flow("Cloud", "Lake").carries("ECG");
     },
     "Patch 2, Cloud 1, Lake 2, Patch>Cloud 2, Cloud>Lake 2", "", "Cloud: Pseudonym"},
    {"a serial number links only with another's records",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG, Serial");
         g.system("Cloud");
         g.flow("Patch", "Cloud").carries("ECG, Serial");
     },
     "Patch 2, Cloud 2, Patch>Cloud 2"},
    {"unknown counts as yes: telemetry",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Phone").creates("Token");
         g.flow("Patch", "Phone").carries("ECG");
     },
     "Patch 2, Phone 1, Patch>Phone 2", "Phone: ECG by Token cut Patch>Phone", "Phone: Token",
     "Phone: ECG=Patch>Phone, Token=Phone"},
    {"unknown counts as yes: identity",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Phone").creates("Login");
         g.flow("Patch", "Phone").carries("ECG");
     },
     "Patch 2, Phone 1, Patch>Phone 2", "Phone: ECG by Login cut Patch>Phone", "Phone: Login",
     "Phone: ECG=Patch>Phone, Login=Phone"},
    {"health data that link: origin, no join",
     [](FlowGraph &g) {
         g.system("Clinic").creates("Diagnosis");
         g.system("Lake");
         g.flow("Clinic", "Lake").carries("Diagnosis");
     },
     "Clinic 1, Lake 1, Clinic>Lake 1", "", "Clinic: Diagnosis"},
    {"health data that link link others",
     [](FlowGraph &g) {
         g.system("Clinic").creates("Diagnosis");
         g.system("Patch").creates("ECG");
         g.flow("Patch", "Clinic").carries("ECG");
     },
     "Clinic 1, Patch 2, Patch>Clinic 2", "Clinic: ECG by Diagnosis cut Patch>Clinic",
     "Clinic: Diagnosis", "Clinic: ECG=Patch>Clinic, Diagnosis=Clinic"},
    {"a member of staff is not the patient",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Support").creates("Staff");
         g.flow("Patch", "Support").carries("ECG");
     },
     "Patch 2, Support 2, Patch>Support 2"},
    {"staff names alone are operational",
     [](FlowGraph &g) {
         g.system("Support").creates("Staff");
         g.system("Payroll");
         g.flow("Support", "Payroll").carries("Staff");
     },
     "Support 4, Payroll 4, Support>Payroll 4"},

    {"a Tier 2 store",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Store");
         g.system("Accounts").creates("Name");
         g.flow("Patch", "Store").carries("ECG");
     },
     "Patch 2, Store 2, Accounts 1, Patch>Store 2", "", "Accounts: Name"},
    {"a Tier 2 store made Tier 1 by one more flow",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Store");
         g.system("Accounts").creates("Name");
         g.flow("Patch", "Store").carries("ECG");
         g.flow("Accounts", "Store").carries("Name");
     },
     "Patch 2, Store 1, Accounts 1, Patch>Store 2, Accounts>Store 1",
     "Store: ECG by Name cut Patch>Store", "Accounts: Name",
     "Store: ECG=Patch>Store, Name=Accounts>Store"},
    {"a flow that names nothing carries nothing",
     [](FlowGraph &g) {
         g.system("App").creates("Name");
         g.system("Cloud");
         g.flow("App", "Cloud");
     },
     "App 1, Cloud 4, App>Cloud 4", "", "App: Name"},
    {"a flow that names what its source cannot hold",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Cloud");
         g.flow("Patch", "Cloud").carries("ECG, Name");
     },
     "Patch 2, Cloud 2, Patch>Cloud 2"},
    {"what a system stores is not what it creates",
     [](FlowGraph &g) {
         g.system("Store").stores("Name, ECG");
         g.system("Lake");
         g.flow("Store", "Lake").carries("Name");
     },
     "Store 4, Lake 4, Store>Lake 4"},
    {"a retired source brings nothing",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("App").creates("Name").retired();
         g.system("Cloud");
         g.flow("Patch", "Cloud").carries("ECG");
         g.flow("App", "Cloud").carries("Name");
     },
     "Patch 2, App 4, Cloud 2, Patch>Cloud 2, App>Cloud 4"},
    {"a retired system on the way breaks the way",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG");
         g.system("Gateway").retired();
         g.system("Cloud").creates("Name");
         g.flow("Patch", "Gateway").carries("ECG");
         g.flow("Gateway", "Cloud").carries("ECG");
     },
     "Patch 2, Gateway 4, Cloud 1, Patch>Gateway 4, Gateway>Cloud 4", "", "Cloud: Name"},
    {"a planned system takes part",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG").planned();
         g.system("Cloud").creates("Name").planned();
         g.flow("Patch", "Cloud").carries("ECG");
     },
     "Patch 2, Cloud 1, Patch>Cloud 2", "Cloud: ECG by Name cut Patch>Cloud", "Cloud: Name",
     "Cloud: ECG=Patch>Cloud, Name=Cloud"},
    {"a tier set lower by hand does not feed the walk",
     [](FlowGraph &g) {
         research(g);
         g.system("Partner");
         g.flow("Research", "Partner").carries("ECG").setByHand(Tier::Four);
     },
     "Cloud 1, Research 1, Partner 1, Cloud>Research 1, Research>Partner 1", researchJoin,
     researchOrigin, researchTrace},
    {"a tier set higher by hand does not feed the walk",
     [](FlowGraph &g) {
         g.system("Builder").creates("Build");
         g.system("Updates");
         g.flow("Builder", "Updates").carries("Build").setByHand(Tier::One);
     },
     "Builder 4, Updates 4, Builder>Updates 4"},

    {"no proof", research, researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"Safe Harbor, all 18 and no knowledge",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research");
     },
     researchProven, researchJoin, researchOrigin, researchTrace},
    {"Safe Harbor, 17 of 18",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").with([](Deidentification &proof) {
             proof.removed.set(Identifier::OtherCode, false);
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"Safe Harbor, actual knowledge not answered",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").with([](Deidentification &proof) {
             proof.actualKnowledge = YesNoUnknown::Unknown;
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"Safe Harbor, actual knowledge",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").with([](Deidentification &proof) {
             proof.actualKnowledge = YesNoUnknown::Yes;
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a re-identification code travels along",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").with([](Deidentification &proof) {
             proof.reidentificationCode = true;
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"an expert's report on its last day, 29 February",
     [](FlowGraph &g) {
         research(g);
         g.expert({2028, 2, 29}).on("Cloud>Research");
     },
     researchProven, researchJoin, researchOrigin, researchTrace},
    {"an expert's report that ended on 28 February of a leap year",
     [](FlowGraph &g) {
         research(g);
         g.expert({2028, 2, 28}).on("Cloud>Research");
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"an expert's report on 28 February, its last day",
     [](FlowGraph &g) {
         research(g);
         g.today = {2027, 2, 28};
         g.expert({2027, 2, 28}).on("Cloud>Research");
     },
     researchProven, researchJoin, researchOrigin, researchTrace},
    {"an expert's report a day later, 1 March",
     [](FlowGraph &g) {
         research(g);
         g.today = {2027, 3, 1};
         g.expert({2027, 2, 28}).on("Cloud>Research");
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"an expert without report",
     [](FlowGraph &g) {
         research(g);
         g.expert({2029, 1, 1}).on("Cloud>Research").with([](Deidentification &proof) {
             proof.report.clear();
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a proof that names an element set only",
     [](FlowGraph &g) {
         joinInCloud(g);
         g.safeHarbor().covers("ECG");
     },
     "Patch 2, App 1, Cloud 1, Patch>Cloud 3, App>Cloud 1", "", "App: Name"},
    {"a proof that names neither flow nor element",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor();
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a proof that names elements, none of them left",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").covers("");
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a proof that names flows, none of them left",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("").covers("ECG");
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a proof that says every flow, yet names one",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").covers("ECG").with([](Deidentification &proof) {
             proof.flowScope = FlowScope::All;
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a proof that says all elements, yet names one",
     [](FlowGraph &g) {
         research(g);
         g.safeHarbor().on("Cloud>Research").covers("ECG").with([](Deidentification &proof) {
             proof.elementScope = ElementScope::All;
         });
     },
     researchUnproven, researchJoin, researchOrigin, researchTrace},
    {"a proof of one element of two, the other linked",
     [](FlowGraph &g) {
         g.system("Cloud").creates("ECG, Battery, Name");
         g.system("Research");
         g.flow("Cloud", "Research").carries("ECG, Battery");
         g.safeHarbor().on("Cloud>Research").covers("ECG");
     },
     "Cloud 1, Research 1, Cloud>Research 1", "Cloud: ECG, Battery by Name", "Cloud: Name",
     "Cloud: ECG=Cloud, Battery=Cloud, Name=Cloud"},
    {"a proof of one element of two, the other raw",
     [](FlowGraph &g) {
         g.system("Patch").creates("ECG, Battery");
         g.system("Research");
         g.flow("Patch", "Research").carries("ECG, Battery");
         g.safeHarbor().on("Patch>Research").covers("ECG");
     },
     "Patch 2, Research 2, Patch>Research 2"},
    {"de-identified data come back to where they were linked",
     [](FlowGraph &g) {
         research(g);
         g.flow("Research", "Cloud").carries("ECG");
         g.safeHarbor().on("Cloud>Research");
     },
     "Cloud 1, Research 3, Cloud>Research 3, Research>Cloud 3", researchJoin, researchOrigin,
     researchTrace},
    {"a proof on one flow does not reach the flow beside it",
     [](FlowGraph &g) {
         research(g);
         g.flow("Cloud", "Research").carries("ECG");
         g.safeHarbor().on("Cloud>Research").covers("ECG");
     },
     "Cloud 1, Research 1, Cloud>Research 3, Cloud>Research#2 1", researchJoin, researchOrigin,
     researchTrace},
    {"de-identified from there on",
     [](FlowGraph &g) {
         research(g);
         g.system("Partner");
         g.flow("Research", "Partner").carries("ECG");
         g.safeHarbor().on("Cloud>Research");
     },
     "Cloud 1, Research 3, Partner 3, Cloud>Research 3, Research>Partner 3", researchJoin,
     researchOrigin, researchTrace},
    {"de-identified data that meet a name do not become linked",
     [](FlowGraph &g) {
         joinInCloud(g);
         g.safeHarbor().on("Patch>Cloud");
     },
     "Patch 2, App 1, Cloud 1, Patch>Cloud 3, App>Cloud 1", "", "App: Name"},
    {"de-identified on one way, raw on the other",
     [](FlowGraph &g) {
         joinInCloud(g);
         g.flow("Patch", "Cloud").carries("ECG");
         g.safeHarbor().on("Patch>Cloud");
     },
     "Patch 2, App 1, Cloud 1, Patch>Cloud 3, App>Cloud 1, Patch>Cloud#2 2",
     "Cloud: ECG by Name cut Patch>Cloud#2", "App: Name", "Cloud: ECG=Patch>Cloud, Name=App>Cloud"},
    {"an identity removed by proof links no more",
     [](FlowGraph &g) {
         joinInCloud(g);
         g.safeHarbor().on("App>Cloud").covers("Name");
     },
     "Patch 2, App 1, Cloud 2, Patch>Cloud 2, App>Cloud 3", "", "App: Name"},
};
// clang-format on

/// The rule once more, slowly: facts "element in a state is in a system" grow until none is new;
/// then it is asked anew which systems link, until that stands still too.
class SlowRule final
{
public:
    explicit SlowRule(const Snapshot &snapshot)
        : m_snapshot(snapshot)
    {
        std::set<AnyId> before;
        do {
            before = m_linking;
            m_held.clear();
            grow();
            m_linking.clear();
            for (const Fact &fact : m_held) {
                if (fact.state != DataState::Deidentified && links(fact.element))
                    m_linking.insert(fact.place);
            }
        } while (before != m_linking);
    }

    struct Fact
    {
        AnyId place;
        AnyId element;
        DataState state;
        auto operator<=>(const Fact &) const = default;
    };

    bool isActive(const Id<System> &id) const
    {
        const System *system = m_snapshot.find(id);
        return system && system->status != SystemStatus::Retired;
    }
    std::set<std::pair<AnyId, DataState>> heldBy(const AnyId &system) const
    {
        std::set<std::pair<AnyId, DataState>> found;
        for (const Fact &fact : m_held) {
            if (fact.place == system)
                found.emplace(fact.element, here(fact));
        }
        return found;
    }
    std::set<std::pair<AnyId, DataState>> carriedBy(const Flow &flow) const
    {
        std::set<std::pair<AnyId, DataState>> found;
        if (!isActive(flow.source) || !isActive(flow.target))
            return found;
        for (const Fact &fact : m_held) {
            if (fact.place == flow.source && flow.elements.contains(Id<DataElement>(fact.element)))
                found.emplace(fact.element,
                              isProven(flow, fact.element) ? DataState::Deidentified : here(fact));
        }
        return found;
    }
    Tier tier(const std::set<std::pair<AnyId, DataState>> &present) const
    {
        Tier strictestYet = Tier::Four;
        for (const auto &[element, state] : present) {
            Tier tier = Tier::Four;
            const Content content = m_snapshot.find(Id<DataElement>(element))->content;
            if (state == DataState::Deidentified)
                tier = Tier::Three;
            else if (content == Content::PatientIdentity || state == DataState::Linked)
                tier = Tier::One;
            else if (content != Content::Operational)
                tier = Tier::Two;
            strictestYet = std::min(strictestYet, tier);
        }
        return strictestYet;
    }
    /// Elements that come raw, or are created raw, where something links; and the flows.
    std::set<AnyId> joined(const AnyId &system) const
    {
        std::set<AnyId> found;
        for (const Fact &fact : m_held) {
            if (fact.place == system && fact.state == DataState::Raw && !links(fact.element) &&
                m_linking.contains(system))
                found.insert(fact.element);
        }
        return found;
    }
    std::set<AnyId> cut(const AnyId &system) const
    {
        std::set<AnyId> found;
        for (const Flow &flow : m_snapshot.rows<Flow>()) {
            for (const auto &[element, state] : carriedBy(flow)) {
                if (flow.target == system && state == DataState::Raw &&
                    joined(system).contains(element))
                    found.insert(flow.id);
            }
        }
        return found;
    }
    std::set<AnyId> origin(const System &system) const
    {
        std::set<AnyId> found;
        for (const auto &element : system.creates) {
            const DataElement &record = *m_snapshot.find(element);
            if (isActive(idOf(system)) &&
                (record.content == Content::PatientIdentity || links(element)))
                found.insert(element);
        }
        return found;
    }

private:
    bool links(const AnyId &element) const
    {
        const DataElement &record = *m_snapshot.find(Id<DataElement>(element));
        return record.content != Content::Operational &&
               (record.linksToPerson == LinksToPerson::Yes ||
                record.linksToPerson == LinksToPerson::Unknown);
    }
    bool isProven(const Flow &flow, const AnyId &element) const
    {
        for (const Deidentification &proof : m_snapshot.rows<Deidentification>()) {
            const bool holds =
                proof.method == DeidMethod::SafeHarbor
                    ? proof.removed.size() == 18 && proof.actualKnowledge == YesNoUnknown::No
                    : proof.expires >= m_snapshot.today();
            const bool anyFlow = proof.flowScope == FlowScope::All;
            const bool anyElement = proof.elementScope == ElementScope::All;
            if (anyFlow != proof.flows.isEmpty() || anyElement != proof.elements.isEmpty())
                continue; // an emptied list, or a list beside "all": nothing is proven
            const bool onFlow = anyFlow || proof.flows.contains(idOf(flow));
            const bool onElement = anyElement || proof.elements.contains(Id<DataElement>(element));
            const bool namesAny = !anyFlow || !anyElement;
            if (holds && namesAny && !proof.reidentificationCode && onFlow && onElement &&
                m_snapshot.find(Id<DataElement>(element))->content != Content::Operational)
                return true;
        }
        return false;
    }
    /// The state in which what came to a system is there, and leaves it.
    DataState here(const Fact &fact) const
    {
        return fact.state == DataState::Raw && m_linking.contains(fact.place) ? DataState::Linked
                                                                              : fact.state;
    }
    DataState created(const AnyId &element) const
    {
        const Content content = m_snapshot.find(Id<DataElement>(element))->content;
        return content == Content::Health || content == Content::DeviceTelemetry ? DataState::Raw
                                                                                 : DataState::Plain;
    }
    void grow()
    {
        for (const System &system : m_snapshot.rows<System>()) {
            for (const auto &element : system.creates) {
                if (system.status != SystemStatus::Retired)
                    m_held.insert({system.id, element, created(element)});
            }
        }
        size_t before = 0;
        do {
            before = m_held.size();
            for (const Flow &flow : m_snapshot.rows<Flow>()) {
                for (const auto &[element, state] : carriedBy(flow))
                    m_held.insert({flow.target, element, state});
            }
        } while (m_held.size() != before);
    }

    Snapshot m_snapshot;
    std::set<Fact> m_held;
    std::set<AnyId> m_linking;
};

template <class C>
std::set<std::pair<AnyId, DataState>> asSet(const C &presences)
{
    std::set<std::pair<AnyId, DataState>> found;
    for (const Presence &presence : presences)
        found.emplace(presence.element, presence.state);
    return found;
}

Snapshot randomGraph(quint32 seed)
{
    QRandomGenerator random(seed);
    const auto below = [&](int limit) { return static_cast<int>(random.bounded(limit)); };
    Snapshot s(allRegisters());
    s.setToday({2028, 2, 29});
    std::vector<Id<DataElement>> elements;
    const int elementCount = 2 + below(5);
    for (int i = 0; i < elementCount; ++i) {
        DataElement element;
        element.number = i + 1;
        element.name = QStringLiteral("E%1").arg(i);
        element.content = static_cast<Content>(below(4));
        element.linksToPerson = below(2) ? LinksToPerson::No : static_cast<LinksToPerson>(below(4));
        elements.push_back(s.add(element));
    }
    const auto someElements = [&](int percent) {
        IdSet<DataElement> set;
        for (const auto &id : elements) {
            if (below(100) < percent)
                set.insert(id);
        }
        return set;
    };
    std::vector<Id<System>> systems;
    const int systemCount = 2 + below(8);
    for (int i = 0; i < systemCount; ++i) {
        System system;
        system.number = i + 1;
        system.name = QStringLiteral("S%1").arg(i);
        system.creates = someElements(18);
        system.status = below(10) ? SystemStatus::InUse : SystemStatus::Retired;
        systems.push_back(s.add(system));
    }
    std::vector<Id<Flow>> flows;
    const int flowCount = below(systemCount * 3);
    for (int i = 0; i < flowCount; ++i) {
        Flow flow;
        flow.number = i + 1;
        const int from = below(systemCount);
        flow.source = systems[static_cast<size_t>(from)];
        flow.target =
            systems[static_cast<size_t>((from + 1 + below(systemCount - 1)) % systemCount)];
        flow.elements = someElements(55);
        flows.push_back(s.add(flow));
    }
    for (int i = below(3); i > 0 && !flows.empty(); --i) {
        Deidentification proof;
        for (int k = 0; k < (below(4) ? 18 : 17); ++k)
            proof.removed.set(static_cast<Identifier>(k));
        proof.actualKnowledge = below(4) ? YesNoUnknown::No : YesNoUnknown::Unknown;
        proof.reidentificationCode = below(6) == 0;
        if (below(3))
            proof.flows.insert(flows[static_cast<size_t>(below(static_cast<int>(flows.size())))]);
        if (below(2))
            proof.elements = someElements(40);
        // Mostly as the lists say.
        if (proof.flows.isEmpty() != (below(8) == 0))
            proof.flowScope = FlowScope::All;
        if (proof.elements.isEmpty() != (below(8) == 0))
            proof.elementScope = ElementScope::All;
        s.add(proof);
    }
    return s;
}

/// Follows the path flow by flow; says what is wrong with it.
QString faultOf(const DataMap &map, const DataPath &path, const AnyId &end)
{
    const Snapshot &s = map.snapshot();
    AnyId at = path.from;
    for (const auto &id : path.flows) {
        const Flow *flow = s.find(id);
        if (!flow || flow->source != at)
            return QStringLiteral("the path is broken");
        if (!asSet(map.carriedBy(id)).contains({path.element, path.state}))
            return QStringLiteral("a flow of the path does not carry the element in that state");
        at = flow->target;
    }
    return at == end ? QString() : QStringLiteral("the path ends elsewhere");
}

}

class tst_datamap final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsTheRule_data();
    void followsTheRule();
    void agreesWithTheSlowRule();
    void theOrderOfRecordsDoesNotMatter();
    void tracesWhatComesBackDeidentified();
    void tellsWhatAFlowNamesInVain();
    void tellsWhatIsSentAndReceived();
    void tierTwoCanBeExcludedWithAReason();
    void retiredSystemsAreOutOfScope();
};

void tst_datamap::followsTheRule_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << static_cast<int>(i);
}

void tst_datamap::followsTheRule()
{
    QFETCH(int, index);
    const Case &expected = cases[static_cast<size_t>(index)];
    FlowGraph graph;
    expected.build(graph);
    const DataMap map(graph.snapshot());
    QCOMPARE(graph.tiers(map), QString::fromLatin1(expected.tiers));
    QCOMPARE(graph.joins(map), QString::fromLatin1(expected.joins));
    QCOMPARE(graph.origins(map), QString::fromLatin1(expected.origins));
    QCOMPARE(graph.traces(map), QString::fromLatin1(expected.traces));
}

void tst_datamap::agreesWithTheSlowRule()
{
    int joins = 0;
    int proven = 0;
    for (quint32 seed = 1; seed <= 1000; ++seed) {
        const Snapshot snapshot = randomGraph(seed);
        const DataMap map(snapshot);
        const SlowRule slow(snapshot);
        const QByteArray where = "seed " + QByteArray::number(seed);
        std::map<AnyId, std::set<AnyId>> joined;
        for (const Join &join : map.joins()) {
            std::set<AnyId> raw;
            for (const DataPath &path : join.raw) {
                raw.insert(path.element);
                QVERIFY2(faultOf(map, path, join.system).isEmpty(),
                         qPrintable(faultOf(map, path, join.system)));
            }
            for (const DataPath &path : join.linking)
                QVERIFY2(faultOf(map, path, join.system).isEmpty(), where.constData());
            QVERIFY2(!join.linking.empty(), where.constData());
            QVERIFY2(std::set<AnyId>(join.cut.begin(), join.cut.end()) == slow.cut(join.system),
                     where.constData());
            QVERIFY2(joined.emplace(join.system, raw).second, where.constData());
            ++joins;
        }
        std::map<AnyId, std::set<AnyId>> origins;
        for (const Origin &origin : map.origins())
            origins[origin.system].insert(origin.elements.begin(), origin.elements.end());
        for (const System &system : snapshot.rows<System>()) {
            const auto held = slow.heldBy(system.id);
            QVERIFY2(asSet(map.heldBy(idOf(system))) == held, where.constData());
            QVERIFY2(map.tierOf(idOf(system)) == slow.tier(held), where.constData());
            for (const auto &[element, state] : held) {
                const auto path = map.pathTo(idOf(system), Id<DataElement>(element), state);
                QVERIFY2(path, where.constData());
                QVERIFY2(faultOf(map, *path, system.id).isEmpty(),
                         qPrintable(faultOf(map, *path, system.id)));
            }
            QVERIFY2(joined[system.id] == slow.joined(system.id), where.constData());
            QVERIFY2(origins[system.id] == slow.origin(system), where.constData());
        }
        for (const Flow &flow : snapshot.rows<Flow>()) {
            const auto carried = slow.carriedBy(flow);
            QVERIFY2(asSet(map.carriedBy(idOf(flow))) == carried, where.constData());
            QVERIFY2(map.tierOf(idOf(flow)) == slow.tier(carried), where.constData());
            proven += slow.tier(carried) == Tier::Three;
        }
    }
    QVERIFY2(joins > 100 && proven > 50, "the random graphs say too little");
}

void tst_datamap::theOrderOfRecordsDoesNotMatter()
{
    // Fresh ids put the same graph into another order.
    const Snapshot first = randomGraph(77);
    std::map<int, Tier> tiers;
    const DataMap map(first);
    for (const System &system : first.rows<System>())
        tiers[system.number] = map.tierOf(idOf(system));
    for (int i = 0; i < 20; ++i) {
        const Snapshot again = randomGraph(77);
        const DataMap other(again);
        QCOMPARE(other.joins().size(), map.joins().size());
        for (const System &system : again.rows<System>())
            QCOMPARE(other.tierOf(idOf(system)), tiers[system.number]);
        for (size_t k = 1; k < other.joins().size(); ++k)
            QVERIFY(again.find(other.joins()[k - 1].system)->number <
                    again.find(other.joins()[k].system)->number);
    }
}

void tst_datamap::tracesWhatComesBackDeidentified()
{
    FlowGraph g;
    research(g);
    g.flow("Research", "Cloud").carries("ECG");
    g.safeHarbor().on("Cloud>Research");
    const DataMap map(g.snapshot());
    const auto path = map.pathTo(g.systemId("Cloud"), g.elementId("ECG"), DataState::Deidentified);
    QVERIFY(path);
    QCOMPARE(path->from, g.systemId("Cloud"));
    QCOMPARE(path->flows, (std::vector{g.flowId("Cloud>Research"), g.flowId("Research>Cloud")}));
}

void tst_datamap::tellsWhatAFlowNamesInVain()
{
    FlowGraph g;
    g.system("Patch").creates("ECG");
    g.system("Cloud");
    g.flow("Patch", "Cloud").carries("ECG, Name");
    g.flow("Cloud", "Patch").carries("ECG");
    const DataMap map(g.snapshot());
    QCOMPARE(map.notHeldAtSource(g.flowId("Patch>Cloud")), IdSet<DataElement>{g.elementId("Name")});
    QVERIFY(map.notHeldAtSource(g.flowId("Cloud>Patch")).isEmpty());
}

void tst_datamap::tellsWhatIsSentAndReceived()
{
    FlowGraph g;
    g.system("Patch").creates("ECG, Battery");
    g.system("Cloud").creates("Name");
    g.flow("Patch", "Cloud").carries("ECG");
    const DataMap map(g.snapshot());
    QCOMPARE(map.sentBy(g.systemId("Patch")), IdSet<DataElement>{g.elementId("ECG")});
    QCOMPARE(map.receivedBy(g.systemId("Cloud")), IdSet<DataElement>{g.elementId("ECG")});
    QVERIFY(map.receivedBy(g.systemId("Patch")).isEmpty());
    QVERIFY(map.linksToPatients(g.systemId("Cloud")));
    QVERIFY(!map.linksToPatients(g.systemId("Patch")));
    QVERIFY(!map.pathTo(g.systemId("Cloud"), g.elementId("Battery"), DataState::Raw));
}

void tst_datamap::tierTwoCanBeExcludedWithAReason()
{
    FlowGraph g;
    research(g);
    g.system("Patch").creates("Battery");
    g.system("Hub");
    g.system("Builder").creates("Build");
    g.flow("Patch", "Hub").carries("Battery");
    const auto scope = [&] {
        const DataMap map(g.snapshot());
        QStringList in;
        for (const char *name : {"Cloud", "Patch", "Hub", "Builder"}) {
            if (map.isInScope(g.systemId(name)))
                in += QString::fromLatin1(name);
        }
        if (map.isInScope(g.flowId("Patch>Hub")))
            in += QStringLiteral("Patch>Hub");
        if (map.isInScope(g.flowId("Cloud>Research")))
            in += QStringLiteral("Cloud>Research");
        return in.join(QLatin1Char(' '));
    };
    QCOMPARE(scope(), QStringLiteral("Cloud Patch Hub Patch>Hub Cloud>Research"));
    g.organization().excludesTier2 = true;
    QCOMPARE(scope(), QStringLiteral("Cloud Patch Hub Patch>Hub Cloud>Research"));
    g.organization().tier2Reason = QStringLiteral("Battery levels say nothing about anyone.");
    QCOMPARE(scope(), QStringLiteral("Cloud Cloud>Research"));
}

void tst_datamap::retiredSystemsAreOutOfScope()
{
    FlowGraph g;
    g.system("Old").creates("Name, ECG").retired();
    g.system("Cloud").creates("Name");
    g.flow("Old", "Cloud").carries("ECG");
    g.flow("Cloud", "Old").carries("Name");
    const DataMap map(g.snapshot());
    QVERIFY(!map.isInScope(g.systemId("Old")));
    QVERIFY(!map.isInScope(g.flowId("Old>Cloud")));
    QVERIFY(!map.isInScope(g.flowId("Cloud>Old")));
    QVERIFY(map.isInScope(g.systemId("Cloud")));
}

SAFEGUARD_TEST(tst_datamap)
#include "tst_datamap.moc"
