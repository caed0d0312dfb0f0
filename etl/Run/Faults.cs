using Insight.Etl.Landing;
using Insight.Etl.Scheduling;
using Insight.Indicators.Definitions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Migrations;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>Tells what the world may do to us (a producer is down, a file is bad, a disk is full) from a mistake in this program.</summary>
public static class Faults
{
    /// <summary>Whether the message is written for the person who runs the program; anything else is our bug and keeps its stack.</summary>
    public static bool AreExpected(Exception fault) => fault is
        PayloadException or FactTableException or WarehouseBusyException or PublicationException or DecisionException or ScheduleException or CatalogException
        or MigrationException or RunInProgressException or FormatException or IOException or UnauthorizedAccessException or HttpRequestException
        or DuckDBException;
}
