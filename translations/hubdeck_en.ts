<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>FinaliseWords</name>
        <message numerus="yes">
            <source>all %n step(s) done</source>
            <translation>
                <numerusform>%n step done</numerusform>
                <numerusform>all %n steps done</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Readiness</name>
        <message numerus="yes">
            <source>cannot receive: %n thing(s) missing</source>
            <translation>
                <numerusform>cannot receive: %n thing missing</numerusform>
                <numerusform>cannot receive: %n things missing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettlementColumns</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::kit::AmountEdit</name>
        <message numerus="yes">
            <source>An exact amount with at most %n decimal(s)</source>
            <translation>
                <numerusform>An exact amount with at most %n decimal</numerusform>
                <numerusform>An exact amount with at most %n decimals</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::kit::ConfirmWithReason</name>
        <message numerus="yes">
            <source>Reason, at least %n character(s)</source>
            <translation>
                <numerusform>Reason, at least %n character</numerusform>
                <numerusform>Reason, at least %n characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::kit::LadderView</name>
        <message numerus="yes">
            <source>%n more message(s)</source>
            <translation>
                <numerusform>%n more message</numerusform>
                <numerusform>%n more messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::kit::TimeSeriesChart</name>
        <message numerus="yes">
            <source>%n transfer(s)</source>
            <translation>
                <numerusform>%n transfer</numerusform>
                <numerusform>%n transfers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AddressSet</name>
        <message numerus="yes">
            <source>%n address(es) will be set</source>
            <translation>
                <numerusform>%n address will be set</numerusform>
                <numerusform>%n addresses will be set</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::BulkView</name>
        <message numerus="yes">
            <source>%n bulk(s)</source>
            <translation>
                <numerusform>%n bulk</numerusform>
                <numerusform>%n bulks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bulk(s), more below</source>
            <translation>
                <numerusform>%n bulk, more below</numerusform>
                <numerusform>%n bulks, more below</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::CallbackActions</name>
        <message numerus="yes">
            <source>%n message(s) that wait go to the new address.</source>
            <translation>
                <numerusform>%n message that waits goes to the new address.</numerusform>
                <numerusform>%n messages that wait go to the new address.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Set %n address(es) of %1?</source>
            <translation>
                <numerusform>Set %n address of %1?</numerusform>
                <numerusform>Set %n addresses of %1?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n address(es) of %1 are set.</source>
            <translation>
                <numerusform>%n address of %1 is set.</numerusform>
                <numerusform>%n addresses of %1 are set.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) wait and go out in order.</source>
            <translation>
                <numerusform>%n message waits and goes out.</numerusform>
                <numerusform>%n messages wait and go out in order.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send %n message(s) to %1 again?</source>
            <translation>
                <numerusform>Send %n message to %1 again?</numerusform>
                <numerusform>Send %n messages to %1 again?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) are sent again.</source>
            <translation>
                <numerusform>%n message is sent again.</numerusform>
                <numerusform>%n messages are sent again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had gone before.</source>
            <translation>
                <numerusform>%n had gone before.</numerusform>
                <numerusform>%n had gone before.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n remain given up.</source>
            <translation>
                <numerusform>%n remains given up.</numerusform>
                <numerusform>%n remain given up.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::CreateParticipantDialog</name>
        <message numerus="yes">
            <source>Reason, at least %n character(s)</source>
            <translation>
                <numerusform>Reason, at least %n character</numerusform>
                <numerusform>Reason, at least %n characters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n callback address(es)</source>
            <translation>
                <numerusform>%n callback address</numerusform>
                <numerusform>%n callback addresses</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::FinaliseDialog</name>
        <message numerus="yes">
            <source>%n error(s)</source>
            <translation>
                <numerusform>%n error</numerusform>
                <numerusform>%n errors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warning(s)</source>
            <translation>
                <numerusform>%n warning</numerusform>
                <numerusform>%n warnings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n error(s): this file cannot be used. Nothing was moved.</source>
            <translation>
                <numerusform>%n error: this file cannot be used. Nothing was moved.</numerusform>
                <numerusform>%n errors: this file cannot be used. Nothing was moved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warning(s) to be ticked.</source>
            <translation>
                <numerusform>%n warning to be ticked.</numerusform>
                <numerusform>%n warnings to be ticked.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ForwardedView</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s), more below</source>
            <translation>
                <numerusform>%n row, more below</numerusform>
                <numerusform>%n rows, more below</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::HealthPane</name>
        <message numerus="yes">
            <source>All %n check(s) hold.</source>
            <translation>
                <numerusform>The check (%n) holds.</numerusform>
                <numerusform>All %n checks hold.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n check(s) are broken.</source>
            <translation>
                <numerusform>%n check is broken.</numerusform>
                <numerusform>%n checks are broken.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::NewSettlementDialog</name>
        <message numerus="yes">
            <source>Window %1   %2   closed %3   %n transfer(s)</source>
            <translation>
                <numerusform>Window %1   %2   closed %3   %n transfer</numerusform>
                <numerusform>Window %1   %2   closed %3   %n transfers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::OracleActions</name>
        <message numerus="yes">
            <source>Import %n entry(s)?</source>
            <translation>
                <numerusform>Import %n entry?</numerusform>
                <numerusform>Import %n entries?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) move.</source>
            <translation>
                <numerusform>%n conflict moves.</numerusform>
                <numerusform>%n conflicts move.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) stay as they are.</source>
            <translation>
                <numerusform>%n conflict stays as it is.</numerusform>
                <numerusform>%n conflicts stay as they are.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) were left.</source>
            <translation>
                <numerusform>%n conflict was left.</numerusform>
                <numerusform>%n conflicts were left.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::OraclesPane</name>
        <message numerus="yes">
            <source>The file cannot be read, or is over %n MiB.</source>
            <translation>
                <numerusform>The file cannot be read, or is over %n MiB.</numerusform>
                <numerusform>The file cannot be read, or is over %n MiB.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::PositionsPane</name>
        <message numerus="yes">
            <source>paused, %n new</source>
            <translation>
                <numerusform>paused, %n new</numerusform>
                <numerusform>paused, %n new</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ReportSaver</name>
        <message numerus="yes">
            <source>%n file(s) written to %1.</source>
            <translation>
                <numerusform>%n file written to %1.</numerusform>
                <numerusform>%n files written to %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) were written before.</source>
            <translation>
                <numerusform>%n file was written before.</numerusform>
                <numerusform>%n files were written before.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::SettlementActions</name>
        <message numerus="yes">
            <source>%n transfer(s)</source>
            <translation>
                <numerusform>%n transfer</numerusform>
                <numerusform>%n transfers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n currency(ies)</source>
            <translation>
                <numerusform>%n currency</numerusform>
                <numerusform>%n currencies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n transfer(s) are still reserved (%1); if they commit after this they belong to window %2.</source>
            <translation>
                <numerusform>%n transfer is still reserved (%1); if it commits after this it belongs to window %2.</numerusform>
                <numerusform>%n transfers are still reserved (%1); if they commit after this they belong to window %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n try(ies) failed.</source>
            <translation>
                <numerusform>%n try failed.</numerusform>
                <numerusform>%n tries failed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s).</source>
            <translation>
                <numerusform>%n account.</numerusform>
                <numerusform>%n accounts.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s) go back; what was reserved is given back.</source>
            <translation>
                <numerusform>%n account goes back; what was reserved is given back.</numerusform>
                <numerusform>%n accounts go back; what was reserved is given back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n part(s) of windows under it are not settled; they stay so while it is inactive.</source>
            <translation>
                <numerusform>%n part of a window under it is not settled; it stays so while it is inactive.</numerusform>
                <numerusform>%n parts of windows under it are not settled; they stay so while it is inactive.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warning(s) accepted.</source>
            <translation>
                <numerusform>%n warning accepted.</numerusform>
                <numerusform>%n warnings accepted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::SettlementBench</name>
        <message numerus="yes">
            <source>%1 all %n account(s)</source>
            <translation>
                <numerusform>%1 the %n account</numerusform>
                <numerusform>%1 all %n accounts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::TracePane</name>
        <message numerus="yes">
            <source>Trace %1   %n step(s)   %2</source>
            <translation>
                <numerusform>Trace %1   %n step   %2</numerusform>
                <numerusform>Trace %1   %n steps   %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n failed</numerusform>
                <numerusform>%n failed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::TransfersPane</name>
        <message numerus="yes">
            <source>paused, %n new</source>
            <translation>
                <numerusform>paused, %n new</numerusform>
                <numerusform>paused, %n new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s), more below</source>
            <translation>
                <numerusform>%n row, more below</numerusform>
                <numerusform>%n rows, more below</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::shell::ConnectionStrip</name>
        <message numerus="yes">
            <source>Next try in %n s.</source>
            <translation>
                <numerusform>Next try in %n s.</numerusform>
                <numerusform>Next try in %n s.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::shell::MainWindow</name>
        <message numerus="yes">
            <source>%n firing</source>
            <translation>
                <numerusform>%n firing</numerusform>
                <numerusform>%n firing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::shell::StatusStrip</name>
        <message numerus="yes">
            <source>%n breaker(s) open</source>
            <translation>
                <numerusform>%n breaker open</numerusform>
                <numerusform>%n breakers open</numerusform>
            </translation>
        </message>
    </context>
</TS>
