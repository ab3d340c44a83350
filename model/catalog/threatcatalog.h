// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

namespace safeguard {

/// A threat as the catalogue tells it; keys of choices as records store them.
struct CatalogThreat
{
    struct Rule
    {
        QString target;
        QStringList kinds;
        QStringList when;
        QStringList unless;
    };
    QString key; ///< "THR-15"
    QString name;
    QString description;
    QString example;
    QString source;
    QStringList stride;
    QStringList harms;
    QStringList hipaa; ///< citations of what helps against it
    QStringList fda;   ///< FDA items, likewise
    std::vector<Rule> rules;
};

/// Threats to patient data and connected devices, with where each is asked about. Data: a later
/// edition changes the resource, and projects take it over when their users say so.
/// Sources: NIST SP 800-66 Rev. 2, HHS 405(d) HICP, FDA premarket cybersecurity guidance.
struct ThreatCatalog
{
    QString version;
    std::vector<CatalogThreat> threats;

    /// The one that comes with the program.
    static const ThreatCatalog &current();
};

}
