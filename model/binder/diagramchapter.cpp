// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/binder/figures.h"
#include "model/binder/recordblocks.h"
#include "model/diagram/theme.h"

#include <QPainter>

namespace safeguard::binder {

namespace {

constexpr double pointsPerUnit = 0.75; ///< a scene unit is a pixel of 96 dpi

/// One part of a diagram in words: its fields without geometry and without the diagram itself.
report::Runs partRuns(const Snapshot &snapshot, const RegisterType &type, const Record &part)
{
    std::vector<report::Run> runs;
    for (const Field &field : type.fields) {
        const Value value = field.get(part);
        const bool *isSet = std::get_if<bool>(&value);
        if (field.isGeometry || isEmpty(value) ||
            field.reference == QLatin1String(Diagram::registerKey))
            continue;
        if (!isSet)
            for (const report::Run &run : valueRuns(field, value, snapshot))
                runs.push_back(run);
        else if (*isSet)
            runs.push_back({field.label, report::RunStyle::Muted});
    }
    return joined(runs, QStringLiteral(", "));
}

bool belongsTo(const RegisterType &type, const Record &part, const AnyId &diagram)
{
    const Field *whole = type.wholeField();
    return whole && whole->reference == QLatin1String(Diagram::registerKey) &&
           whole->get(part) == Value(diagram);
}

/// A row per register of parts: what stands on the diagram.
std::vector<report::KeyValues::Row> partRows(const Snapshot &snapshot, const AnyId &diagram)
{
    std::vector<report::KeyValues::Row> rows;
    for (const RegisterType &type : snapshot.registers()) {
        if (!type.isPart)
            continue;
        std::vector<report::Runs> parts;
        for (const RecordPtr &part : snapshot.rows(type.key)) {
            if (belongsTo(type, *part, diagram))
                parts.push_back(partRuns(snapshot, type, *part));
        }
        std::sort(parts.begin(), parts.end(), [](const report::Runs &a, const report::Runs &b) {
            return a.front().text < b.front().text;
        });
        report::Runs all;
        for (const report::Runs &part : parts) {
            if (!all.empty())
                all.push_back({QStringLiteral("; ")});
            all.insert(all.end(), part.begin(), part.end());
        }
        if (!all.empty())
            rows.push_back({type.plural, std::move(all), {}});
    }
    return rows;
}

}

report::Figure figureOf(const Derived &derived, const Diagram &diagram, DrawingLayer layer,
                        const QString &caption)
{
    const auto theme = std::make_shared<diagram::Theme>(diagram::Theme::print());
    DrawingOptions options;
    options.layer = layer;
    const auto drawing = std::make_shared<Drawing>(drawingOf(derived.map.snapshot(),
                                                             {&derived.map, &derived.encryption},
                                                             idOf(diagram), *theme, options));
    return figureOf(drawing, theme, caption);
}

report::Figure figureOf(std::shared_ptr<const Drawing> drawing,
                        std::shared_ptr<const diagram::Theme> theme, const QString &caption)
{
    report::Figure figure;
    figure.caption = caption;
    figure.altText = drawing->altText;
    figure.size = drawing->bounds.size() * pointsPerUnit;
    figure.smallestText = drawing->smallestText * pointsPerUnit;
    figure.paint = [drawing, theme](QPainter &painter) {
        painter.scale(pointsPerUnit, pointsPerUnit);
        painter.translate(-drawing->bounds.topLeft());
        diagram::paint(painter, drawing->list, *theme);
    };
    return figure;
}

void addDiagrams(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const RegisterType &type = snapshot.registers().of<Diagram>();
    blocks.push_back(report::Heading{1, type.plural});
    addPurpose(blocks, type);
    const auto diagrams = snapshot.inOrder<Diagram>();
    if (diagrams.empty())
        blocks.push_back(report::Paragraph{report::plain(Words::tr("No diagram drawn yet."))});
    for (const Diagram *diagram : diagrams) {
        blocks.push_back(report::Heading{2, snapshot.describe(type.key, diagram->id),
                                         anchorOf(snapshot, type.key, diagram->id)});
        report::KeyValues about = blockOf(snapshot, type, *diagram);
        const auto parts = partRows(snapshot, diagram->id);
        about.rows.insert(about.rows.end(), parts.begin(), parts.end());
        blocks.push_back(std::move(about));
        blocks.push_back(figureOf(derived, *diagram, DrawingLayer::DataTier, diagram->name));
    }
}

}
