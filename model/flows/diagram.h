// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/flow.h"

namespace safeguard {

enum class DiagramPurpose { System, MultiPatientHarm, UpdatePath, SecurityUseCase };

inline const ChoiceList &choices(DiagramPurpose)
{
    static const ChoiceList list{
        {"system", InventoryWords::tr("Global system view")},
        {"multi_patient_harm", InventoryWords::tr("Multi-patient harm view")},
        {"update_path", InventoryWords::tr("Updateability and patchability view")},
        {"security_use_case", InventoryWords::tr("Security use case view")}};
    return list;
}

/// One drawing of a part of the model. A system on three diagrams is one system.
struct Diagram final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Diagram)
public:
    static constexpr auto registerKey = "diagrams";

    QString name;
    DiagramPurpose purpose = DiagramPurpose::System;
    QString description;
    bool showsLanes = true;

    static RegisterType describe()
    {
        return Describe<Diagram>(
                   {.singular = tr("Diagram"),
                    .plural = tr("Diagrams"),
                    .prefix = QStringLiteral("DGM"),
                    .purpose = tr("Drawings of the data flows for auditors and for the four "
                                  "architecture views that FDA's guidance describes."),
                    .area = Area::Map})
            .field<&Diagram::name>("name", tr("Title"))
            .required()
            .unique()
            .field<&Diagram::purpose>("purpose", tr("Purpose"))
            .field<&Diagram::showsLanes>("shows_lanes", tr("Shows lanes"))
            .field<&Diagram::description>("description", tr("Description"))
            .multiline()
            .done();
    }
};

/// Where a system stands on a diagram. Scene units; x and y are the upper left corner.
struct Placement final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Placement)
public:
    static constexpr auto registerKey = "placements";

    Id<Diagram> diagram;
    Id<System> system;
    double x = 0;
    double y = 0;
    double width = 168;
    double height = 64;
    bool isPinned = false;

    static RegisterType describe()
    {
        return Describe<Placement>({.singular = tr("Placement"),
                                    .plural = tr("Placements"),
                                    .area = Area::Map,
                                    .isPart = true})
            .field<&Placement::diagram>("diagram", tr("Diagram"))
            .owner()
            .field<&Placement::system>("system", tr("System"))
            .owner()
            .field<&Placement::x>("x", tr("Left"))
            .geometry()
            .field<&Placement::y>("y", tr("Top"))
            .geometry()
            .field<&Placement::width>("width", tr("Width"))
            .geometry()
            .field<&Placement::height>("height", tr("Height"))
            .geometry()
            .field<&Placement::isPinned>("pinned", tr("Pinned"))
            .geometry()
            .done();
    }
};

/// The bends that a person gave a flow on a diagram; without one it is routed.
struct Route final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Route)
public:
    static constexpr auto registerKey = "routes";

    Id<Diagram> diagram;
    Id<Flow> flow;
    Polyline bends;
    bool isHidden = false;

    static RegisterType describe()
    {
        return Describe<Route>({.singular = tr("Route"),
                                .plural = tr("Routes"),
                                .area = Area::Map,
                                .isPart = true})
            .field<&Route::diagram>("diagram", tr("Diagram"))
            .owner()
            .field<&Route::flow>("flow", tr("Flow"))
            .owner()
            .field<&Route::bends>("bends", tr("Bends"))
            .geometry()
            .field<&Route::isHidden>("hidden", tr("Hidden on this diagram"))
            .done();
    }
};

/// The closed shape of a trust boundary on a diagram. What lies in it is said by the records.
struct BoundaryShape final : Record
{
    Q_DECLARE_TR_FUNCTIONS(BoundaryShape)
public:
    static constexpr auto registerKey = "boundary-shapes";

    Id<Diagram> diagram;
    Id<TrustBoundary> boundary;
    double x = 0;
    double y = 0;
    double width = 320;
    double height = 240;

    static RegisterType describe()
    {
        return Describe<BoundaryShape>({.singular = tr("Boundary shape"),
                                        .plural = tr("Boundary shapes"),
                                        .area = Area::Map,
                                        .isPart = true})
            .field<&BoundaryShape::diagram>("diagram", tr("Diagram"))
            .owner()
            .field<&BoundaryShape::boundary>("boundary", tr("Trust boundary"))
            .owner()
            .field<&BoundaryShape::x>("x", tr("Left"))
            .geometry()
            .field<&BoundaryShape::y>("y", tr("Top"))
            .geometry()
            .field<&BoundaryShape::width>("width", tr("Width"))
            .geometry()
            .field<&BoundaryShape::height>("height", tr("Height"))
            .geometry()
            .done();
    }
};

/// Free text on a diagram.
struct DiagramNote final : Record
{
    Q_DECLARE_TR_FUNCTIONS(DiagramNote)
public:
    static constexpr auto registerKey = "diagram-notes";

    Id<Diagram> diagram;
    QString text;
    double x = 0;
    double y = 0;
    double width = 200;

    static RegisterType describe()
    {
        return Describe<DiagramNote>({.singular = tr("Note"),
                                      .plural = tr("Notes"),
                                      .area = Area::Map,
                                      .isPart = true})
            .field<&DiagramNote::text>("text", tr("Text"))
            .required()
            .multiline()
            .field<&DiagramNote::diagram>("diagram", tr("Diagram"))
            .owner()
            .field<&DiagramNote::x>("x", tr("Left"))
            .geometry()
            .field<&DiagramNote::y>("y", tr("Top"))
            .geometry()
            .field<&DiagramNote::width>("width", tr("Width"))
            .geometry()
            .done();
    }
};

}
