<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AnswerWriter</name>
    <message numerus="yes">
        <location filename="../views/risk/answerwriter.cpp" line="+19"/>
        <source>%n of the selected threats have another answer already.</source>
        <translation>
            <numerusform>%n of the selected threats has another answer already.</numerusform>
            <numerusform>%n of the selected threats have another answer already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+35"/>
        <source>%n of the selected threats were left as they are</source>
        <translation>
            <numerusform>%n of the selected threats was left as it is</numerusform>
            <numerusform>%n of the selected threats were left as they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Binder</name>
    <message numerus="yes">
        <location filename="../model/binder/analysisreview.cpp" line="+48"/>
        <source>Documentation is reviewed periodically and updated as needed (164.316(b)(2)(iii)); no interval is named. By its own policy the organization does the analysis again after %n months, whenever what it rested on changes, and after an incident.</source>
        <translation>
            <numerusform>Documentation is reviewed periodically and updated as needed (164.316(b)(2)(iii)); no interval is named. By its own policy the organization does the analysis again after %n month, whenever what it rested on changes, and after an incident.</numerusform>
            <numerusform>Documentation is reviewed periodically and updated as needed (164.316(b)(2)(iii)); no interval is named. By its own policy the organization does the analysis again after %n months, whenever what it rested on changes, and after an incident.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/binder/accesschapter.cpp" line="+177"/>
        <source>Every line of access that is open today, those whose review is due first at the top. By its own policy the organization looks at access again every %n months; the rule names no number</source>
        <translation>
            <numerusform>Every line of access that is open today, those whose review is due first at the top. By its own policy the organization looks at access again every month; the rule names no number</numerusform>
            <numerusform>Every line of access that is open today, those whose review is due first at the top. By its own policy the organization looks at access again every %n months; the rule names no number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/binder/agreementchapter.cpp" line="+54"/>
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+98"/>
        <source>The shortest time that a customer gives: %n days, by </source>
        <translation>
            <numerusform>The shortest time that a customer gives: %n day, by </numerusform>
            <numerusform>The shortest time that a customer gives: %n days, by </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/binder/draftagreement.cpp" line="+100"/>
        <source>no later than %n days after its discovery</source>
        <translation>
            <numerusform>no later than %n day after its discovery</numerusform>
            <numerusform>no later than %n days after its discovery</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+9"/>
        <source>Breach notice: %1. The shortest time that a customer gives is %n days, by %2; less leaves time to pass it on.</source>
        <translation>
            <numerusform>Breach notice: %1. The shortest time that a customer gives is %n day, by %2; less leaves time to pass it on.</numerusform>
            <numerusform>Breach notice: %1. The shortest time that a customer gives is %n days, by %2; less leaves time to pass it on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/binder/separationchapter.cpp" line="+133"/>
        <source>Access ends when somebody leaves. By its own policy the organization ends it within %n hours; the rule names no number</source>
        <translation>
            <numerusform>Access ends when somebody leaves. By its own policy the organization ends it within %n hour; the rule names no number</numerusform>
            <numerusform>Access ends when somebody leaves. By its own policy the organization ends it within %n hours; the rule names no number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/binder/trainingchapter.cpp" line="+101"/>
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/binder/riskreports.cpp" line="+44"/>
        <source>; out of date since for %n questions, see Review</source>
        <translation>
            <numerusform>; out of date since for %n question, see Review</numerusform>
            <numerusform>; out of date since for %n questions, see Review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalendarPages</name>
    <message numerus="yes">
        <location filename="../views/calendar/calendarpages.cpp" line="+163"/>
        <source>A bar for each of %n agreements over the months of %1; the table below says the same.</source>
        <translation>
            <numerusform>A bar for %n agreement over the months of %1; the table below says the same.</numerusform>
            <numerusform>A bar for each of %n agreements over the months of %1; the table below says the same.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message numerus="yes">
        <location filename="../app/cli/backup.cpp" line="+152"/>
        <source>%n entries would not be in the restored project</source>
        <translation>
            <numerusform>%n entry would not be in the restored project</numerusform>
            <numerusform>%n entries would not be in the restored project</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/trust.cpp" line="+131"/>
        <location line="+2"/>
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n entries of the history</source>
        <translation>
            <numerusform>%n entry of the history</numerusform>
            <numerusform>%n entries of the history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/analysis.cpp" line="+208"/>
        <source>Confirm %n answers</source>
        <translation>
            <numerusform>Confirm %n answer</numerusform>
            <numerusform>Confirm %n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>Confirmed %n answers</source>
        <translation>
            <numerusform>Confirmed %n answer</numerusform>
            <numerusform>Confirmed %n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deadlines</name>
    <message numerus="yes">
        <location filename="../model/deadlines/analysisdeadlines.cpp" line="+36"/>
        <source>Concluded on %1, again after %n months.</source>
        <translation>
            <numerusform>Concluded on %1, again after %n month.</numerusform>
            <numerusform>Concluded on %1, again after %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/deadlines/documentdeadlines.cpp" line="+34"/>
        <source>The record says until %1; the law asks for %n years.</source>
        <translation>
            <numerusform>The record says until %1; the law asks for %n year.</numerusform>
            <numerusform>The record says until %1; the law asks for %n years.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>In effect until %1, kept for %n years.</source>
        <translation>
            <numerusform>In effect until %1, kept for %n year.</numerusform>
            <numerusform>In effect until %1, kept for %n years.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+40"/>
        <location filename="../model/deadlines/peopledeadlines.cpp" line="+48"/>
        <location filename="../model/deadlines/vendordeadlines.cpp" line="+87"/>
        <location line="+79"/>
        <source>Reviewed on %1, again after %n months.</source>
        <translation>
            <numerusform>Reviewed on %1, again after %n month.</numerusform>
            <numerusform>Reviewed on %1, again after %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/deadlines/peopledeadlines.cpp" line="-25"/>
        <source>Separated on %1 at %2, access ended within %n hours.</source>
        <translation>
            <numerusform>Separated on %1 at %2, access ended within %n hour.</numerusform>
            <numerusform>Separated on %1 at %2, access ended within %n hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>Separated on %1, the time is not on record; access ended within %n hours.</source>
        <translation>
            <numerusform>Separated on %1, the time is not on record; access ended within %n hour.</numerusform>
            <numerusform>Separated on %1, the time is not on record; access ended within %n hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+23"/>
        <source>Granted on %1 and never reviewed; a review after %n months.</source>
        <translation>
            <numerusform>Granted on %1 and never reviewed; a review after %n month.</numerusform>
            <numerusform>Granted on %1 and never reviewed; a review after %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+44"/>
        <source>The training was on %1, its record is kept for %n years.</source>
        <translation>
            <numerusform>The training was on %1, its record is kept for %n year.</numerusform>
            <numerusform>The training was on %1, its record is kept for %n years.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/deadlines/vendordeadlines.cpp" line="-126"/>
        <source>The present term ends on %1; then it renews itself by %n months.</source>
        <translation>
            <numerusform>The present term ends on %1; then it renews itself by %n month.</numerusform>
            <numerusform>The present term ends on %1; then it renews itself by %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+27"/>
        <source>The term ends on %1. Without notice %n days before, it renews itself.</source>
        <translation>
            <numerusform>The term ends on %1. Without notice %n day before, it renews itself.</numerusform>
            <numerusform>The term ends on %1. Without notice %n days before, it renews itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+21"/>
        <source>Executed on %1 and never reviewed; a review after %n months.</source>
        <translation>
            <numerusform>Executed on %1 and never reviewed; a review after %n month.</numerusform>
            <numerusform>Executed on %1 and never reviewed; a review after %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+12"/>
        <source>Last in effect on %1, kept for %n years.</source>
        <translation>
            <numerusform>Last in effect on %1, kept for %n year.</numerusform>
            <numerusform>Last in effect on %1, kept for %n years.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+67"/>
        <source>Never reviewed; the first agreement was executed on %1, a review after %n months.</source>
        <translation>
            <numerusform>Never reviewed; the first agreement was executed on %1, a review after %n month.</numerusform>
            <numerusform>Never reviewed; the first agreement was executed on %1, a review after %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../views/kit/forcelook.cpp" line="+92"/>
        <source>%n days overdue</source>
        <translation>
            <numerusform>%n day overdue</numerusform>
            <numerusform>%n days overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deidentification</name>
    <message numerus="yes">
        <location filename="../model/flows/deidentification.cpp" line="+94"/>
        <source>%n of the 18 identifiers are not confirmed as removed</source>
        <translation>
            <numerusform>%n of the 18 identifiers is not confirmed as removed</numerusform>
            <numerusform>%n of the 18 identifiers are not confirmed as removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiagramEditor</name>
    <message numerus="yes">
        <location filename="../views/flows/diagrameditor.cpp" line="+212"/>
        <source>Place %n systems on the diagram</source>
        <translation>
            <numerusform>Place %n system on the diagram</numerusform>
            <numerusform>Place %n systems on the diagram</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+191"/>
        <source>Take %n elements off the diagram</source>
        <translation>
            <numerusform>Take %n element off the diagram</numerusform>
            <numerusform>Take %n elements off the diagram</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+41"/>
        <source>Remove %n records</source>
        <translation>
            <numerusform>Remove %n record</numerusform>
            <numerusform>Remove %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+33"/>
        <source>Paste %n systems</source>
        <translation>
            <numerusform>Paste %n system</numerusform>
            <numerusform>Paste %n systems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+14"/>
        <source>Duplicate %n systems</source>
        <translation>
            <numerusform>Duplicate %n system</numerusform>
            <numerusform>Duplicate %n systems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message numerus="yes">
        <location filename="../model/project/edit.cpp" line="+34"/>
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <location filename="../model/findings/riskrules.cpp" line="+92"/>
        <source>%n systems and flows are in scope. What could happen to the patient data in them has not been assessed.</source>
        <translation>
            <numerusform>%n system is in scope. What could happen to the patient data in it has not been assessed.</numerusform>
            <numerusform>%n systems and flows are in scope. What could happen to the patient data in them has not been assessed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+41"/>
        <source>%n answers rest on what has changed since. %1.</source>
        <translation>
            <numerusform>%n answer rests on what has changed since. %1.</numerusform>
            <numerusform>%n answers rest on what has changed since. %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%n questions have come up since it was concluded.</source>
        <translation>
            <numerusform>%n question has come up since it was concluded.</numerusform>
            <numerusform>%n questions have come up since it was concluded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+15"/>
        <source>%n answers of the risk analysis are about what is no longer asked</source>
        <translation>
            <numerusform>%n answer of the risk analysis is about what is no longer asked</numerusform>
            <numerusform>%n answers of the risk analysis are about what is no longer asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+47"/>
        <source>By your own policy it is done again after %n months; that was on %1.</source>
        <translation>
            <numerusform>By your own policy it is done again after %n month; that was on %1.</numerusform>
            <numerusform>By your own policy it is done again after %n months; that was on %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+25"/>
        <source>%n risks are rated without a word on why</source>
        <translation>
            <numerusform>%n risk is rated without a word on why</numerusform>
            <numerusform>%n risks are rated without a word on why</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+16"/>
        <source>The project asks less than the catalogue about %n threats</source>
        <translation>
            <numerusform>The project asks less than the catalogue about %n threat</numerusform>
            <numerusform>The project asks less than the catalogue about %n threats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/findings/peoplerules.cpp" line="+48"/>
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+93"/>
        <source>The rule names no number; %n hours are your own policy.</source>
        <translation>
            <numerusform>The rule names no number; %n hour is your own policy.</numerusform>
            <numerusform>The rule names no number; %n hours are your own policy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+77"/>
        <source>%n people are on record as the security officer</source>
        <translation>
            <numerusform>%n person is on record as the security officer</numerusform>
            <numerusform>%n people are on record as the security officer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+109"/>
        <source>%1 is overdue for %n people</source>
        <translation>
            <numerusform>%1 is overdue for %n person</numerusform>
            <numerusform>%1 is overdue for %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+12"/>
        <source>%n people have completed an earlier version of %1 only</source>
        <translation>
            <numerusform>%n person has completed an earlier version of %1 only</numerusform>
            <numerusform>%n people have completed an earlier version of %1 only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+30"/>
        <source>By when %n people owe training cannot be told</source>
        <translation>
            <numerusform>By when %n person owes training cannot be told</numerusform>
            <numerusform>By when %n people owe training cannot be told</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+13"/>
        <source>The access of %n people to %1 was not reviewed</source>
        <translation>
            <numerusform>The access of %n person to %1 was not reviewed</numerusform>
            <numerusform>The access of %n people to %1 was not reviewed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%1. Access is looked at every %n months by your own policy; the rule names no number.</source>
        <translation>
            <numerusform>%1. Access is looked at every month by your own policy; the rule names no number.</numerusform>
            <numerusform>%1. Access is looked at every %n months by your own policy; the rule names no number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>Who authorized the access of %n people to %1 is not on record</source>
        <translation>
            <numerusform>Who authorized the access of %n person to %1 is not on record</numerusform>
            <numerusform>Who authorized the access of %n people to %1 is not on record</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+77"/>
        <source>Nobody&apos;s clearance is on record, and %n people have access</source>
        <translation>
            <numerusform>Nobody&apos;s clearance is on record, and %n person has access</numerusform>
            <numerusform>Nobody&apos;s clearance is on record, and %n people have access</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/findings/vendorrules.cpp" line="+118"/>
        <source>%n required provisions are not checked.</source>
        <translation>
            <numerusform>%n required provision is not checked.</numerusform>
            <numerusform>%n required provisions are not checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+24"/>
        <source>%n days by %1</source>
        <translation>
            <numerusform>%n day by %1</numerusform>
            <numerusform>%n days by %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n days, and you have %1.</source>
        <translation>
            <numerusform>%n day, and you have %1.</numerusform>
            <numerusform>%n days, and you have %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message numerus="yes">
        <location filename="../views/home/homecontent.cpp" line="+108"/>
        <location line="+20"/>
        <location line="+11"/>
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="-30"/>
        <source>%n due in the next 30 days</source>
        <translation>
            <numerusform>%n due in the next 30 days</numerusform>
            <numerusform>%n due in the next 30 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+16"/>
        <source>%1 of %n fulfilled</source>
        <translation>
            <numerusform>%1 of %n fulfilled</numerusform>
            <numerusform>%1 of %n fulfilled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n to do, in time</source>
        <translation>
            <numerusform>%n to do, in time</numerusform>
            <numerusform>%n to do, in time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+40"/>
        <source>%n covered</source>
        <translation>
            <numerusform>%n covered</numerusform>
            <numerusform>%n covered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n unclear</source>
        <translation>
            <numerusform>%n unclear</numerusform>
            <numerusform>%n unclear</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n without cover</source>
        <translation>
            <numerusform>%n without cover</numerusform>
            <numerusform>%n without cover</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message numerus="yes">
        <location filename="../views/people/peoplescreen.cpp" line="+56"/>
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Project</name>
    <message numerus="yes">
        <location filename="../model/project/projecttrust.cpp" line="+55"/>
        <source>Verify the file: %n places are wrong</source>
        <translation>
            <numerusform>Verify the file: %n place is wrong</numerusform>
            <numerusform>Verify the file: %n places are wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+168"/>
        <source>Give at least %n characters, exactly as they stand there.</source>
        <translation>
            <numerusform>Give at least %n character, exactly as it stands there.</numerusform>
            <numerusform>Give at least %n characters, exactly as they stand there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Risk</name>
    <message numerus="yes">
        <location filename="../model/risk/approval.cpp" line="+58"/>
        <source>%n questions are not answered yet.</source>
        <translation>
            <numerusform>%n question is not answered yet.</numerusform>
            <numerusform>%n questions are not answered yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/risk/assessment.cpp" line="+47"/>
        <source>%n questions of %1 are new, or rest on what has changed since it was concluded. Reopen it, and answer them.</source>
        <translation>
            <numerusform>%n question of %1 is new, or rests on what has changed since it was concluded. Reopen it, and answer it.</numerusform>
            <numerusform>%n questions of %1 are new, or rest on what has changed since it was concluded. Reopen it, and answer them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingPlan</name>
    <message numerus="yes">
        <location filename="../model/people/trainingplan.cpp" line="+443"/>
        <source>Due within %n days by your own policy, by %1; the rule names no number.</source>
        <translation>
            <numerusform>Due within %n day by your own policy, by %1; the rule names no number.</numerusform>
            <numerusform>Due within %n days by your own policy, by %1; the rule names no number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>Completed on %1; owed again after %n months by your own policy, by %2.</source>
        <translation>
            <numerusform>Completed on %1; owed again after %n month by your own policy, by %2.</numerusform>
            <numerusform>Completed on %1; owed again after %n months by your own policy, by %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+14"/>
        <source>%1 is owed anew since %2, within %n days by your own policy: by %3.</source>
        <translation>
            <numerusform>%1 is owed anew since %2, within %n day by your own policy: by %3.</numerusform>
            <numerusform>%1 is owed anew since %2, within %n days by your own policy: by %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockLog</name>
    <message numerus="yes">
        <location filename="../model/project/unlocklog.cpp" line="+83"/>
        <source>%n attempts to unlock failed on this computer</source>
        <translation>
            <numerusform>%n attempt to unlock failed on this computer</numerusform>
            <numerusform>%n attempts to unlock failed on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>More than %n attempts to unlock failed on this computer</source>
        <translation>
            <numerusform>More than %n attempt to unlock failed on this computer</numerusform>
            <numerusform>More than %n attempts to unlock failed on this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VaultText</name>
    <message numerus="yes">
        <location filename="../model/vault/verification.cpp" line="+41"/>
        <source>%n unused page(s) torn by a power loss; they hold no data.</source>
        <translation>
            <numerusform>%n unused page was torn by a power loss; it holds no data.</numerusform>
            <numerusform>%n unused pages were torn by a power loss; they hold no data.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message numerus="yes">
        <location filename="../model/project/verification.cpp" line="+108"/>
        <source>; from %n of them something was removed for good, as expunctions say</source>
        <translation>
            <numerusform>; from %n of them something was removed for good, as expunctions say</numerusform>
            <numerusform>; from %n of them something was removed for good, as expunctions say</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+161"/>
        <source>entry %1 is the one that it names; %n entries since</source>
        <translation>
            <numerusform>entry %1 is the one that it names; %n entry since</numerusform>
            <numerusform>entry %1 is the one that it names; %n entries since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../model/project/contentcheck.cpp" line="+224"/>
        <source>; %n of them no record ever named</source>
        <translation>
            <numerusform>; %n of them no record ever named</numerusform>
            <numerusform>; %n of them no record ever named</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>; %n removed for good, as expunctions say</source>
        <translation>
            <numerusform>; %n removed for good, as expunctions say</numerusform>
            <numerusform>; %n removed for good, as expunctions say</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>; %n parts belong to no file</source>
        <translation>
            <numerusform>; %n part belongs to no file</numerusform>
            <numerusform>; %n parts belong to no file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::AccessModel</name>
    <message numerus="yes">
        <location filename="../views/people/accessmodel.cpp" line="+189"/>
        <source>%n people were let in in this role</source>
        <translation>
            <numerusform>%n person was let in in this role</numerusform>
            <numerusform>%n people were let in in this role</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+124"/>
        <source>Set access in %n cells</source>
        <translation>
            <numerusform>Set access in %n cell</numerusform>
            <numerusform>Set access in %n cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::AccessScreen</name>
    <message numerus="yes">
        <location filename="../views/people/accessscreen.cpp" line="+266"/>
        <source>%n data elements</source>
        <translation>
            <numerusform>%n data element</numerusform>
            <numerusform>%n data elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+39"/>
        <source>And %n more: export the matrix, or see the report on access.</source>
        <translation>
            <numerusform>And %n more: export the matrix, or see the report on access.</numerusform>
            <numerusform>And %n more: export the matrix, or see the report on access.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+52"/>
        <source>%n people reach Tier 1</source>
        <translation>
            <numerusform>%n person reaches Tier 1</numerusform>
            <numerusform>%n people reach Tier 1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n rights without a reason</source>
        <translation>
            <numerusform>%n right without a reason</numerusform>
            <numerusform>%n rights without a reason</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::AnalysisBar</name>
    <message numerus="yes">
        <location filename="../views/risk/analysisbar.cpp" line="+40"/>
        <source>%n risks are above what is tolerated, with neither an action nor an acceptance.</source>
        <translation>
            <numerusform>%n risk is above what is tolerated, with neither an action nor an acceptance.</numerusform>
            <numerusform>%n risks are above what is tolerated, with neither an action nor an acceptance.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>%n acceptances have expired.</source>
        <translation>
            <numerusform>%n acceptance has expired.</numerusform>
            <numerusform>%n acceptances have expired.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n actions are overdue.</source>
        <translation>
            <numerusform>%n action is overdue.</numerusform>
            <numerusform>%n actions are overdue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+86"/>
        <source>out of date for %n questions</source>
        <translation>
            <numerusform>out of date for %n question</numerusform>
            <numerusform>out of date for %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::CalendarBar</name>
    <message numerus="yes">
        <location filename="../views/calendar/calendarbar.cpp" line="+53"/>
        <source>Overdue and the next %n days</source>
        <translation>
            <numerusform>Overdue and the next %n day</numerusform>
            <numerusform>Overdue and the next %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::CanvasView</name>
    <message numerus="yes">
        <location filename="../views/flows/canvasview.cpp" line="+188"/>
        <source>Move %n elements</source>
        <translation>
            <numerusform>Move %n element</numerusform>
            <numerusform>Move %n elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::ChecklistPanel</name>
    <message numerus="yes">
        <location filename="../views/vendors/checklistpanel.cpp" line="+86"/>
        <source>, %n no or partly</source>
        <translation>
            <numerusform>, %n no or partly</numerusform>
            <numerusform>, %n no or partly</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::ClassDialog</name>
    <message numerus="yes">
        <location filename="../views/people/classdialog.cpp" line="+144"/>
        <source>Record for %n people</source>
        <translation>
            <numerusform>Record for %n person</numerusform>
            <numerusform>Record for %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+21"/>
        <source>Record completion for %n people</source>
        <translation>
            <numerusform>Record completion for %n person</numerusform>
            <numerusform>Record completion for %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+12"/>
        <source>%n of them were on record for that day already</source>
        <translation>
            <numerusform>%n of them was on record for that day already</numerusform>
            <numerusform>%n of them were on record for that day already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::CompareDialog</name>
    <message numerus="yes">
        <location filename="../views/baselines/comparedialog.cpp" line="+196"/>
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%n records are new, gone or changed</source>
        <translation>
            <numerusform>%n record is new, gone or changed</numerusform>
            <numerusform>%n records are new, gone or changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>, and %n parts of diagrams.</source>
        <translation>
            <numerusform>, and %n part of diagrams.</numerusform>
            <numerusform>, and %n parts of diagrams.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::DiagramScreen</name>
    <message numerus="yes">
        <location filename="../views/flows/diagramscreen.cpp" line="+200"/>
        <source>%n systems</source>
        <translation>
            <numerusform>%n system</numerusform>
            <numerusform>%n systems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n flows</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+94"/>
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../views/flows/screenactions.cpp" line="+139"/>
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::EditDialog</name>
    <message numerus="yes">
        <location filename="../views/kit/editdialog.cpp" line="+36"/>
        <source>Set this for %n records in one step:</source>
        <translation>
            <numerusform>Set this for %n record:</numerusform>
            <numerusform>Set this for %n records in one step:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+120"/>
        <source>Set %1 of %n records in %2</source>
        <translation>
            <numerusform>Set %1 of %n record in %2</numerusform>
            <numerusform>Set %1 of %n records in %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::ExpungeDialog</name>
    <message numerus="yes">
        <location filename="../views/kit/expungedialog.cpp" line="+151"/>
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+6"/>
        <source>%n entries of the history</source>
        <translation>
            <numerusform>%n entry of the history</numerusform>
            <numerusform>%n entries of the history</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::FileWork</name>
    <message numerus="yes">
        <location filename="../views/kit/filework.cpp" line="+110"/>
        <source>%n files added</source>
        <translation>
            <numerusform>%n file added</numerusform>
            <numerusform>%n files added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::FindingsScreen</name>
    <message numerus="yes">
        <location filename="../views/findings/findingsscreen.cpp" line="+119"/>
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::FormerAnswer</name>
    <message numerus="yes">
        <location filename="../views/risk/formeranswer.cpp" line="+41"/>
        <source>Confirm %n as before</source>
        <translation>
            <numerusform>Confirm %n as before</numerusform>
            <numerusform>Confirm %n as before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+52"/>
        <source>%n of the selected threats were answered before.</source>
        <translation>
            <numerusform>%n of the selected threats was answered before.</numerusform>
            <numerusform>%n of the selected threats were answered before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>For %n of them something on record has changed since.</source>
        <translation>
            <numerusform>For %n of them something on record has changed since.</numerusform>
            <numerusform>For %n of them something on record has changed since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::HeatMapScreen</name>
    <message numerus="yes">
        <location filename="../views/risk/heatmap.cpp" line="+271"/>
        <source>%n rated, %1 of them after treatment too</source>
        <translation>
            <numerusform>%n rated, %1 of them after treatment too</numerusform>
            <numerusform>%n rated, %1 of them after treatment too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::HeatModel</name>
    <message numerus="yes">
        <location line="-166"/>
        <source>%1 likelihood, %2 impact, risk %3: %n risks</source>
        <translation>
            <numerusform>%1 likelihood, %2 impact, risk %3: %n risk</numerusform>
            <numerusform>%1 likelihood, %2 impact, risk %3: %n risks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::HistoryScreen</name>
    <message numerus="yes">
        <location filename="../views/history/historyscreen.cpp" line="+160"/>
        <source>%n entries, each linked to the one before and signed</source>
        <translation>
            <numerusform>%n entry, signed</numerusform>
            <numerusform>%n entries, each linked to the one before and signed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%1 of %n entries</source>
        <translation>
            <numerusform>%1 of %n entry</numerusform>
            <numerusform>%1 of %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+41"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::ImportDialog</name>
    <message numerus="yes">
        <location filename="../views/kit/importdialog.cpp" line="+324"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+13"/>
        <source>Nothing can be imported until this is put right: %n errors in %1 rows.</source>
        <translation>
            <numerusform>Nothing can be imported until this is put right: %n error in %1 row.</numerusform>
            <numerusform>Nothing can be imported until this is put right: %n errors in %1 rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+60"/>
        <source>%n rows imported</source>
        <translation>
            <numerusform>%n row imported</numerusform>
            <numerusform>%n rows imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="-15"/>
        <source>Import %n rows into %1</source>
        <translation>
            <numerusform>Import %n row into %1</numerusform>
            <numerusform>Import %n rows into %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::Inspector</name>
    <message numerus="yes">
        <location filename="../views/flows/inspector.cpp" line="+59"/>
        <source>%n elements are selected. Drag to move them together, or align and distribute them.</source>
        <translation>
            <numerusform>%n element is selected. Drag to move them together, or align and distribute them.</numerusform>
            <numerusform>%n elements are selected. Drag to move them together, or align and distribute them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::MainWindow</name>
    <message numerus="yes">
        <location filename="../views/shell/mainmenu.cpp" line="+117"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+71"/>
        <source>%n signatures no longer hold, since this was undone:

%1</source>
        <translation>
            <numerusform>%n signature no longer holds, since this was undone:

%1</numerusform>
            <numerusform>%n signatures no longer hold, since this was undone:

%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::MatrixScreen</name>
    <message numerus="yes">
        <location filename="../views/inventory/matrixscreen.cpp" line="+338"/>
        <location line="+7"/>
        <source>%n data elements match</source>
        <translation>
            <numerusform>%n data element matches</numerusform>
            <numerusform>%n data elements match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::MethodScreen</name>
    <message numerus="yes">
        <location filename="../views/risk/methodscreen.cpp" line="+26"/>
        <source>Tolerated up to: %1. Done again after %n months.</source>
        <translation>
            <numerusform>Tolerated up to: %1. Done again after %n month.</numerusform>
            <numerusform>Tolerated up to: %1. Done again after %n months.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>%n cells are other than in NIST SP 800-30.</source>
        <translation>
            <numerusform>%n cell is other than in NIST SP 800-30.</numerusform>
            <numerusform>%n cells are other than in NIST SP 800-30.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+9"/>
        <source>%n threats, all of them asked about.</source>
        <translation>
            <numerusform>%n threat, asked about.</numerusform>
            <numerusform>%n threats, all of them asked about.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n threats, %1 of them not asked about.</source>
        <translation>
            <numerusform>%n threat, not asked about.</numerusform>
            <numerusform>%n threats, %1 of them not asked about.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+14"/>
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::MonthModel</name>
    <message numerus="yes">
        <location filename="../views/calendar/monthmodel.cpp" line="+239"/>
        <source>%1, %n entries</source>
        <translation>
            <numerusform>%1, %n entry</numerusform>
            <numerusform>%1, %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::MonthView</name>
    <message numerus="yes">
        <location filename="../views/calendar/monthview.cpp" line="+260"/>
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::NeedsScreen</name>
    <message numerus="yes">
        <location filename="../views/vendors/needsscreen.cpp" line="+175"/>
        <source>%n companies without cover</source>
        <translation>
            <numerusform>%n company without cover</numerusform>
            <numerusform>%n companies without cover</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::OutlineModel</name>
    <message numerus="yes">
        <location filename="../views/flows/outlinemodel.cpp" line="+188"/>
        <source>%n flows</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::PersonPanel</name>
    <message numerus="yes">
        <location filename="../views/people/personpanel.cpp" line="+103"/>
        <source>Has left, and %n accesses are open:</source>
        <translation>
            <numerusform>Has left, and %n access is open:</numerusform>
            <numerusform>Has left, and %n accesses are open:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n accesses are open:</source>
        <translation>
            <numerusform>%n access is open:</numerusform>
            <numerusform>%n accesses are open:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::PreviewPanel</name>
    <message numerus="yes">
        <location filename="../views/backups/previewpanel.cpp" line="+121"/>
        <source>%n changes would not be in the restored project:</source>
        <translation>
            <numerusform>%n change would not be in the restored project:</numerusform>
            <numerusform>%n changes would not be in the restored project:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::RecordForm</name>
    <message numerus="yes">
        <location filename="../views/kit/recordform.cpp" line="+299"/>
        <source>%n records are selected.</source>
        <translation>
            <numerusform>%n record is selected.</numerusform>
            <numerusform>%n records are selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>Set a field for %n records…</source>
        <translation>
            <numerusform>Set a field for %n record…</numerusform>
            <numerusform>Set a field for %n records…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::RecordTable</name>
    <message numerus="yes">
        <location filename="../views/kit/recordtableactions.cpp" line="+56"/>
        <source>Set a field for %n selected records…</source>
        <translation>
            <numerusform>Set a field for %n selected record…</numerusform>
            <numerusform>Set a field for %n selected records…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+73"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+20"/>
        <source>Remove %n records from %1</source>
        <translation>
            <numerusform>Remove %n record from %1</numerusform>
            <numerusform>Remove %n records from %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::RecordTableModel</name>
    <message numerus="yes">
        <location filename="../views/kit/tsv.cpp" line="+111"/>
        <source>Paste %n rows into %1</source>
        <translation>
            <numerusform>Paste %n row into %1</numerusform>
            <numerusform>Paste %n rows into %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::RegisterScreen</name>
    <message numerus="yes">
        <location filename="../views/kit/registerscreen.cpp" line="+298"/>
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::Reminder</name>
    <message numerus="yes">
        <location filename="../views/calendar/reminder.cpp" line="+51"/>
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n due within 7 days</source>
        <translation>
            <numerusform>%n due within 7 days</numerusform>
            <numerusform>%n due within 7 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::ReportsScreen</name>
    <message numerus="yes">
        <location filename="../views/reports/reportsscreen.cpp" line="+254"/>
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%n pages, of an earlier state</source>
        <translation>
            <numerusform>%n page, of an earlier state</numerusform>
            <numerusform>%n pages, of an earlier state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+14"/>
        <source>Draft: %1 of %n questions are open</source>
        <translation>
            <numerusform>Draft: %1 of %n question is open</numerusform>
            <numerusform>Draft: %1 of %n questions are open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+15"/>
        <source>%1; out of date since for %n questions</source>
        <translation>
            <numerusform>%1; out of date since for %n question</numerusform>
            <numerusform>%1; out of date since for %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::RiskCard</name>
    <message numerus="yes">
        <location filename="../views/risk/riskcard.cpp" line="+246"/>
        <source>Answers go to all %n selected threats</source>
        <translation>
            <numerusform>Answers go to the selected threat</numerusform>
            <numerusform>Answers go to all %n selected threats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+117"/>
        <source>Rate %n threats for %1</source>
        <translation>
            <numerusform>Rate %n threat for %1</numerusform>
            <numerusform>Rate %n threats for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+62"/>
        <source>Confirm %n threats for %1</source>
        <translation>
            <numerusform>Confirm %n threat for %1</numerusform>
            <numerusform>Confirm %n threats for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+28"/>
        <source>Decide about %n threats for %1</source>
        <translation>
            <numerusform>Decide about %n threat for %1</numerusform>
            <numerusform>Decide about %n threats for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>Describe %n threats for %1</source>
        <translation>
            <numerusform>Describe %n threat for %1</numerusform>
            <numerusform>Describe %n threats for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+27"/>
        <source>Say that %n threats do not apply to %1</source>
        <translation>
            <numerusform>Say that %n threat does not apply to %1</numerusform>
            <numerusform>Say that %n threats do not apply to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::RiskScreen</name>
    <message numerus="yes">
        <location filename="../views/risk/riskscreen.cpp" line="+430"/>
        <source>%n answers copied</source>
        <translation>
            <numerusform>%n answer copied</numerusform>
            <numerusform>%n answers copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::StatusLine</name>
    <message numerus="yes">
        <location filename="../views/shell/statusline.cpp" line="+38"/>
        <source>%n entries of history</source>
        <translation>
            <numerusform>%n entry of history</numerusform>
            <numerusform>%n entries of history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+14"/>
        <source>Locks in %n min</source>
        <translation>
            <numerusform>Locks in %n min</numerusform>
            <numerusform>Locks in %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::TrainingScreen</name>
    <message numerus="yes">
        <location filename="../views/people/trainingscreen.cpp" line="+283"/>
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safeguard::YearView</name>
    <message numerus="yes">
        <location filename="../views/calendar/yearview.cpp" line="+143"/>
        <source>%n not executed and without a bar</source>
        <translation>
            <numerusform>%n not executed and without a bar</numerusform>
            <numerusform>%n not executed and without a bar</numerusform>
        </translation>
    </message>
</context>
</TS>
