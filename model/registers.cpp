// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/registers.h"

#include "model/documents/evidence.h"
#include "model/flows/deidentification.h"
#include "model/flows/diagram.h"
#include "model/inventory/organization.h"
#include "model/inventory/product.h"
#include "model/inventory/project_info.h"
#include "model/inventory/prompt.h"
#include "model/inventory/site.h"
#include "model/people/access.h"
#include "model/people/training.h"
#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/expunction.h"
#include "model/project/signature.h"
#include "model/risk/method.h"
#include "model/risk/plan.h"
#include "model/vendors/agreement.h"

namespace safeguard {

namespace {
template <class... T>
std::vector<RegisterType> describeAll()
{
    std::vector<RegisterType> types;
    types.reserve(sizeof...(T));
    (types.push_back(T::describe()), ...);
    return types;
}
}

std::shared_ptr<const Registers> allRegisters()
{
    static const auto registers = std::make_shared<const Registers>(
        // clang-format off: a line each
        describeAll<User, ProjectInfo, Organization, Product, AccessRole, Person, Company,
                    CloudService, Site, TrustBoundary, Prompt, DataElement, System, Flow,
                    Deidentification, Diagram, Placement, Route, BoundaryShape, DiagramNote,
                    Evidence, EvidenceLink, Comment, Signature, Baseline, Expunction, Threat,
                    ThreatRule, Assessment, RiskBasis, Risk, Action, RiskAcceptance, ScaleWord,
                    MatrixCell, RiskPolicy, AccessRight, AccessGrant, Course, TrainingRecord,
                    PhishingCampaign, VendorAnswer, Agreement, AgreementProvision>());
    // clang-format on
    return registers;
}

}
