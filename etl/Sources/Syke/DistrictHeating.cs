using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Syke;

/// <summary>
/// The table of emissions (kt CO₂e) and energy use (GWh) by municipality, year and emission trade. District heat within (<c>On</c>) and
/// outside (<c>Ei</c>) the emission trade are two rows, whose sum is the municipality's figure. The producer leaves out rows without energy
/// use, so that a row that is not there is a part that does not exist; a part that is <c>NA</c>, unreadable or there twice makes the sum
/// missing. Rows of other final uses are national and not read.
/// </summary>
internal sealed class DistrictHeating(LandedFile file, MunicipalityNames names, StagingArea staging)
{
    private readonly Dictionary<(string Area, int Year), Sums> sums = [];

    /// <summary>Reads the payload and stages one row a municipality and year.</summary>
    public void Stage()
    {
        using var table = TextTable.Open(
            file, TextFormat.Comma, staging, "year", "emission", "energy_use", "final_use", "municipality", "emission_trade", "gas");
        var columns = new Columns(table);
        while (table.Read())
        {
            if (table.Text(columns.FinalUse) == "district heating" && table.Text(columns.Municipality).Length > 0)
            {
                Read(table, columns);
            }
            else
            {
                staging.Ignore("a national figure, or another final use than district heating");
            }
        }

        if (sums.Count == 0 && staging.RowsRead > 0)
        {
            staging.Find(DriftFinding.Of(
                CheckSeverity.Stop, "district-heating", $"{file.Name} has no row of district heating in a municipality (final_use 'district heating'); the producer has renamed it, or this is another table.", ""));
        }

        var target = staging.Table("district-heating");
        foreach (var ((area, year), of) in sums)
        {
            target.Add(file, of.Line, area, Period.Year(year), [], [of.Emissions.Result, of.Energy.Result]);
        }
    }

    private void Read(TextTable table, Columns columns)
    {
        if (!table.TryYear(columns.Year, out var year) || names.Find(table, columns.Municipality) is not { } area)
        {
            return;
        }

        var of = Of(area, year, table.Line);
        if (FaultOf(table, columns, of) is { } fault)
        {
            table.Refuse(fault);
            of.Emissions.Spoil();
            of.Energy.Spoil();
            return;
        }

        of.Emissions.Add(table.TryNumber(columns.Emission, out var emissions), emissions);
        of.Energy.Add(table.TryNumber(columns.Energy, out var energy), energy);
    }

    private static RowFault? FaultOf(TextTable table, Columns columns, Sums of)
    {
        if (table.Text(columns.Gas) != "CO2e")
        {
            return new(columns.Gas, "only CO2e, the sum of all greenhouse gases, is read", "ask for the table of CO2e");
        }

        var trade = table.Text(columns.Trade);
        if (trade is not ("On" or "Ei"))
        {
            return new(columns.Trade, "neither On (emission trade) nor Ei", "correct the cell");
        }

        return of.Trades.Add(trade)
            ? null
            : new(
                columns.Trade, $"{table.Text(columns.Municipality)} has a second row '{trade}' for {table.Text(columns.Year)}",
                "keep the right one of the two rows");
    }

    private Sums Of(string area, int year, long line)
    {
        if (!sums.TryGetValue((area, year), out var of))
        {
            sums.Add((area, year), of = new Sums(line));
        }

        return of;
    }

    private sealed record Sums(long Line)
    {
        public SumOfParts Emissions { get; } = new();

        public SumOfParts Energy { get; } = new();

        public HashSet<string> Trades { get; } = [];
    }

    private sealed class Columns(TextTable table)
    {
        public int Year { get; } = table.Column("year");

        public int Emission { get; } = table.Column("emission");

        public int Energy { get; } = table.Column("energy_use");

        public int FinalUse { get; } = table.Column("final_use");

        public int Municipality { get; } = table.Column("municipality");

        public int Trade { get; } = table.Column("emission_trade");

        public int Gas { get; } = table.Column("gas");
    }
}
