// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/flow.h"

#include "model/base/result.h"

namespace safeguard {

namespace {
void checkFlow(const Record &record, const Snapshot &, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Flow &>(record);
    if (!self.source.isNull() && self.source == self.target)
        problems.push_back({QStringLiteral("target"), Flow::tr("A flow leads to another system.")});
    if (self.tierOverride && self.tierReason.trimmed().isEmpty())
        problems.push_back(
            {QStringLiteral("tier_reason"), Flow::tr("Say why the tier is set by hand.")});
}
}

RegisterType Flow::describe()
{
    return Describe<Flow>(
               {.singular = tr("Flow"),
                .plural = tr("Flows"),
                .prefix = QStringLiteral("FLW"),
                .purpose =
                    tr("Data on their way from one system to the next. From the flows follow the "
                       "tiers, the place where ePHI comes into being, and what must be encrypted."),
                .citation = QStringLiteral("164.312(e)(1)"),
                .area = Area::Map})
        .section(tr("Flow"))
        .field<&Flow::name>("name", tr("Name"))
        .required()
        .field<&Flow::source>("source", tr("From"))
        .required()
        .material()
        .field<&Flow::target>("target", tr("To"))
        .required()
        .material()
        .field<&Flow::elements>("elements", tr("Carries"))
        .material()
        .field<&Flow::protocol>("protocol", tr("Protocol"))
        .material()
        .field<&Flow::description>("description", tr("Description"))
        .multiline()
        .section(tr("Protection in transit"))
        .field<&Flow::protection>("in_transit_protection", tr("In-transit protection"))
        .material()
        .cites("164.312(e)(2)(ii)")
        .field<&Flow::publicNetwork>("public_network", tr("Crosses a public network"))
        .material()
        .field<&Flow::peerAuthentication>("peer_authentication", tr("Peer authentication"))
        .material()
        .cites("164.312(d)")
        .wide()
        .field<&Flow::certificatePinning>("certificate_pinning", tr("Certificate pinning"))
        .material()
        .wide()
        .field<&Flow::integrity>("integrity", tr("Integrity"))
        .material()
        .cites("164.312(e)(2)(i)")
        .wide()
        .section(tr("Encryption of the payload"))
        .field<&Flow::payloadEncryption>("payload_encryption", tr("Payload"))
        .material()
        .wide()
        .field<&Flow::decryptedAt>("decrypted_at", tr("Encrypted until"))
        .material()
        .wide()
        .help(tr("The system that decrypts the payload. Those before it only pass it on."))
        .field<&Flow::isRelay>("is_relay", tr("Target only relays"))
        .material()
        .wide()
        .help(tr("The target passes the payload on without decrypting it."))
        .section(tr("Tier set by hand"))
        .field<&Flow::tierOverride>("tier_override", tr("Tier set by hand"))
        .material()
        .wide()
        .help(tr("Shown beside the derived tier, never used in its place."))
        .field<&Flow::tierReason>("tier_reason", tr("Reason"))
        .multiline()
        .section(tr("Review"))
        .field<&Flow::evidence>("evidence", tr("Evidence"))
        .wide()
        .rule(checkFlow)
        .done();
}

}
