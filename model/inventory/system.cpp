// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/inventory/system.h"

#include "model/base/result.h"

namespace safeguard {

RegisterType System::describe()
{
    return Describe<System>(
               {.singular = tr("System"),
                .plural = tr("Systems"),
                .prefix = QStringLiteral("SYS"),
                .purpose = tr("Every system, component and service that creates, receives, keeps "
                              "or sends patient data, from the sensor to the clinician's screen. "
                              "The risk analysis rests on this list being complete."),
                .citation = QStringLiteral("164.308(a)(1)(ii)(A)"),
                .area = Area::Map})
        .section(tr("System"))
        .field<&System::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&System::kind>("kind", tr("Kind"))
        .material()
        .field<&System::lane>("lane", tr("Lane"))
        .help(tr("Where in the lifecycle it stands, from device to display."))
        .field<&System::status>("status", tr("Status"))
        .material()
        .help(tr("A retired system leaves the scope; its record and history stay."))
        .field<&System::owner>("owner", tr("Owner"))
        .field<&System::description>("description", tr("Description"))
        .multiline()
        .section(tr("Where and by whom"))
        .field<&System::environment>("environment", tr("Environment"))
        .material()
        .field<&System::productionData>("production_data", tr("Holds production data"))
        .material()
        .help(tr("Copies of real data in test or development bring those systems into scope."))
        .field<&System::operatedBy>("operator", tr("Operated by"))
        .material()
        .field<&System::vendor>("vendor", tr("Vendor"))
        .material()
        .cites("164.308(b)(1)")
        .field<&System::cloudService>("cloud_service", tr("Cloud service"))
        .material()
        .field<&System::site>("site", tr("Site"))
        .wide()
        .field<&System::boundary>("boundary", tr("Trust boundary"))
        .material()
        .section(tr("Data"))
        .field<&System::creates>("creates", tr("Creates"))
        .material()
        .help(tr("What comes into being here. What it receives and sends follows from the "
                 "flows."))
        .field<&System::stores>("stores", tr("Stores"))
        .material()
        .section(tr("Protection"))
        .field<&System::atRest>("encryption_at_rest", tr("Encryption at rest"))
        .material()
        .cites("164.312(a)(2)(iv)")
        .field<&System::keyCustody>("key_custody", tr("Keys held by"))
        .material()
        .wide()
        .field<&System::authentication>("authentication", tr("Authentication"))
        .material()
        .cites("164.312(d)")
        .wide()
        .field<&System::logoffMinutes>("logoff_minutes", tr("Automatic logoff, minutes"))
        .material()
        .cites("164.312(a)(2)(iii)")
        .wide()
        .field<&System::auditLogging>("audit_logging", tr("Audit logging"))
        .material()
        .cites("164.312(b)")
        .wide()
        .field<&System::backup>("backup", tr("Backup"))
        .material()
        .cites("164.308(a)(7)(ii)(A)")
        .wide()
        .section(tr("Review"))
        .field<&System::lastReview>("last_review", tr("Last review"))
        .wide()
        .field<&System::evidence>("evidence", tr("Evidence"))
        .wide()
        .help(tr("Where the proof is: a document number or a place in your quality system."))
        .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
            const auto &self = static_cast<const System &>(record);
            if (self.logoffMinutes && *self.logoffMinutes < 0)
                problems.push_back(
                    {QStringLiteral("logoff_minutes"), tr("Minutes are not negative.")});
        })
        .done();
}

}
