// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

/// A device family with what belongs to it, as it is submitted and sold.
struct Product final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Product)
public:
    static constexpr auto registerKey = "products";

    QString name;
    QString model;
    QString submission;
    QString description;

    static RegisterType describe()
    {
        return Describe<Product>(
                   {.singular = tr("Product"),
                    .plural = tr("Products"),
                    .prefix = QStringLiteral("PRD"),
                    .purpose = tr(
                        "The devices that this project is about. Reports name them on the cover."),
                    .area = Area::Project})
            .field<&Product::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&Product::model>("model", tr("Model or version"))
            .field<&Product::submission>("submission", tr("Premarket submission"))
            .help(tr("For example the 510(k) or De Novo number."))
            .field<&Product::description>("description", tr("Intended use"))
            .multiline()
            .done();
    }
};

}
