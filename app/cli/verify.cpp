// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "model/base/qrcode.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

void print(Context &context, const std::vector<VerifyLine> &lines, bool isSound)
{
    QJsonArray array;
    QString out;
    for (const VerifyLine &line : lines) {
        array += QJsonObject{{QStringLiteral("sound"), line.isSound},
                             {QStringLiteral("place"), line.place},
                             {QStringLiteral("finding"), line.finding}};
        out += QStringLiteral("%1  %2: %3\n")
                   .arg(line.isSound ? CliText::tr("ok   ") : CliText::tr("WRONG"), line.place,
                        line.finding);
    }
    if (context.json)
        context.print(
            QJsonObject{{QStringLiteral("sound"), isSound}, {QStringLiteral("lines"), array}});
    else
        context.print(out);
}

/// What the project says of itself, and of the receipt if there is one.
Result<VerifyReport> reportOf(Project &project, const std::optional<Receipt> &receipt)
{
    auto report = project.verify({});
    SG_TRY(report);
    if (receipt) {
        auto compared = project.compare(*receipt);
        SG_TRY(compared);
        report->lines.push_back(*std::move(compared));
    }
    return report;
}

void runVerify(Context &context, const std::string &receiptFile)
{
    std::optional<Receipt> receipt;
    if (!receiptFile.empty()) {
        auto read = Receipt::fromFile(text(receiptFile));
        if (!read) {
            context.fail(read.error().code == ErrorCode::Damaged ? AnswerIsNo : WrongUsage,
                         read.error().text);
            return;
        }
        receipt = *std::move(read);
    }
    const auto before = Vault::examine(text(context.file));
    const auto project = context.openToTell();
    if (!project) {
        if (before)
            print(context, before->lines, false);
        return;
    }
    const auto found = reportOf(*project, receipt);
    if (!found) {
        context.fail(AnswerIsNo, found.error().text);
        return;
    }
    // Opening mends a damaged header copy; what it was like before is told all the same.
    VerifyReport all = before ? *before : VerifyReport();
    std::erase_if(all.lines, [](const VerifyLine &line) { return line.isSound; });
    all.lines.insert(all.lines.end(), found->lines.begin(), found->lines.end());
    print(context, all.lines, all.isSound());
    (void)project->noteVerified(all); // one that is only read keeps no note
    if (!all.isSound())
        context.exitCode = AnswerIsNo;
}

/// What a phone reads from a terminal.
void printCode(Context &context, const Receipt &receipt)
{
    const auto code = QrCode::of(receipt.toCodeText(), QrCode::Repair::Medium);
    if (code)
        context.print(code->toBlocks());
    else
        context.fail(code.error());
}

void runReceipt(Context &context, const std::string &out, bool asCode)
{
    const auto project = context.openToTell();
    if (!project)
        return;
    const Receipt receipt = project->takeReceipt();
    if (!out.empty()) {
        const auto written =
            project->exportFile(CliText::tr("a receipt"), text(out), receipt.toText().toUtf8());
        if (!written) {
            context.fail(written.error());
            return;
        }
    }
    if (asCode && !context.json)
        printCode(context, receipt);
    else if (context.json)
        context.print(QJsonObject{{QStringLiteral("entry"), receipt.sequence},
                                  {QStringLiteral("text"), receipt.toText()}});
    else
        context.print(out.empty() ? receipt.toText() : CliText::tr("Written to %1").arg(text(out)));
}

}

void addVerify(CLI::App &app, Context &context)
{
    auto receipt = std::make_shared<std::string>();
    auto *verb = addVerb(app, context, "verify");
    verb->add_option("--receipt", *receipt);
    verb->callback([&context, receipt] { runVerify(context, *receipt); });
}

void addReceipt(CLI::App &app, Context &context)
{
    auto out = std::make_shared<std::string>();
    auto asCode = std::make_shared<bool>(false);
    auto *verb = addVerb(app, context, "receipt");
    verb->add_option("-o,--output", *out);
    verb->add_flag("--qr", *asCode);
    verb->callback([&context, out, asCode] { runReceipt(context, *out, *asCode); });
}

}
