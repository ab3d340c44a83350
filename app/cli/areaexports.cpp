// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/areaexports.h"

#include "model/binder/certificate.h"
#include "model/binder/draftagreement.h"
#include "model/exchange/fieldtext.h"
#include "model/reports/plaintext.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

/// The record that an option names. Error: NotFound.
template <class T>
Result<Id<T>> named(const std::string &name, const char *option, const Snapshot &now)
{
    if (name.empty())
        return failure(ErrorCode::NotFound,
                       CliText::tr("Say which with %1.").arg(QLatin1String(option)));
    const auto found = recordFromText(QString::fromLatin1(T::registerKey), text(name), now);
    if (!found)
        return failure(ErrorCode::NotFound, found.error().text);
    return Id<T>(*found);
}

/// What follows from the content does not allow it: not a question of how it was asked for.
template <class T>
Result<T> refusedWhere(Result<T> result)
{
    if (!result && result.error().code == ErrorCode::NotFound)
        return failure(ErrorCode::Refused, result.error().text);
    return result;
}

}

void addForWhomOptions(CLI::App &verb, ForWhom &options)
{
    verb.add_option("--person", options.person);
    verb.add_option("--course", options.course);
    verb.add_option("--for", options.company);
    verb.add_option("--direction", options.direction)
        ->check(CLI::IsMember({"downstream", "upstream"}));
}

Result<QByteArray> certificatePdf(const Project &project, const ForWhom &options)
{
    const Snapshot now = project.snapshot();
    const auto person = named<Person>(options.person, "--person", now);
    SG_TRY(person);
    const auto course = named<Course>(options.course, "--course", now);
    SG_TRY(course);
    auto rendered =
        refusedWhere(renderCertificate(Derived(now), *person, *course, factsOf(project)));
    SG_TRY(rendered);
    return std::move(rendered->pdf);
}

Result<QByteArray> draftBytes(const Project &project, const ForWhom &options, const QString &suffix)
{
    const Snapshot now = project.snapshot();
    const auto company = named<Company>(options.company, "--for", now);
    SG_TRY(company);
    const Direction direction = options.direction.empty() ? draftDirection(*now.find(*company))
                                : options.direction == "downstream" ? Direction::Downstream
                                                                    : Direction::Upstream;
    const auto draft =
        refusedWhere(draftAgreement(Derived(now), *company, direction, factsOf(project)));
    SG_TRY(draft);
    if (suffix == QStringLiteral("txt"))
        return report::toPlainText(*draft).toUtf8();
    auto rendered = report::toPdf(*draft);
    SG_TRY(rendered);
    return std::move(rendered->pdf);
}

}
