using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// The file of one municipality, summed by year and sector. By the Hinku rule (<c>hinku_laskenta</c>) emissions are column kt without
/// compensations; emissions with compensations are column kt_tuuli of all sectors. Emissions of the effort-sharing sector are column kt of
/// the rows outside emission trade (<c>päästökauppa</c>), whether they count by the Hinku rule or not. A row counts in neither, in one or in
/// both. Energy of a sector that is no energy use (agriculture, waste …) is 0, not missing.
/// </summary>
/// <param name="file">The payload.</param>
/// <param name="area">The municipality.</param>
/// <param name="sectors">The codes of taso_3.</param>
/// <param name="staging">Takes the sums.</param>
/// <param name="mayRepeat">Whether a row that says the same as one before it counts once; else it is refused.</param>
internal sealed class EmissionFile(LandedFile file, string area, Sectors sectors, StagingArea staging, bool mayRepeat = false)
{
    /// <summary>The columns that are read.</summary>
    public static readonly string[] Required = ["vuosi", "taso_3", "taso_4", "taso_5", "kt", "kt_tuuli", "GWh", "hinku_laskenta", "päästökauppa"];

    private readonly HashSet<int> preliminary = [];
    private readonly Dictionary<(int Year, string Sector), Sums> sums = [];
    private readonly Dictionary<(int Year, string Sector, string Activity, string Use), SumOfParts> details = [];

    /// <summary>Reads the file and stages one row a year and sector.</summary>
    public void Stage()
    {
        using var table = TextTable.Open(file, TextFormat.Finnish, staging, Required);
        var at = ColumnsOf(table);
        while (table.Read())
        {
            Read(table, at);
        }

        Finish();
    }

    /// <summary>Where the columns stand.</summary>
    public static Columns ColumnsOf(TextTable table)
    {
        var c = Array.ConvertAll(Required, table.Column);
        return new Columns(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]);
    }

    /// <summary>Stages the sums of the rows that were read.</summary>
    public void Finish()
    {
        var target = staging.Table("municipal-emissions");
        foreach (var ((year, sector), of) in sums)
        {
            target.Add(file, of.Line, area, Period.Year(year), [sector], [Of(year, of.Emissions), Of(year, of.WithCompensations), Of(year, of.Energy), Of(year, of.EffortSharing)]);
        }

        StageDetails(staging.Table("municipal-emissions-detail"));
    }

    /// <summary>The same emissions by the finer levels; where a row of a sector was refused, its finer figures are as doubtful as their sum.</summary>
    private void StageDetails(StagedTable target)
    {
        foreach (var ((year, sector, activity, use), emissions) in details)
        {
            var total = sums[(year, sector)];
            target.Add(file, total.Line, area, Period.Year(year), [sector, activity, use], [total.Emissions.Result.Value is null ? total.Emissions.Result : Of(year, emissions)]);
        }
    }

    /// <summary>A sum with its reservation: of a year that is marked as preliminary.</summary>
    private Measured Of(int year, SumOfParts sum) =>
        sum.Result is { Value: { } value } && preliminary.Contains(year) ? new Measured(value, ObservationStatus.Provisional) : sum.Result;

    /// <summary>A year, and whether it is marked as preliminary (2023e).</summary>
    private bool TryYear(TextTable table, int column, out int year)
    {
        var text = table.Text(column);
        if (text.Length != 5 || text[4] != 'e' || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out year))
        {
            return table.TryYear(column, out year);
        }

        preliminary.Add(year);
        return true;
    }

    /// <summary>Adds a row to the sums.</summary>
    public void Read(TextTable table, Columns at)
    {
        if (!TryYear(table, at.Year, out var year))
        {
            return;
        }

        if (sectors.Find(table.Text(at.Level3)) is not { } sector)
        {
            table.Refuse(
                at.Level3, $"not a sector (known are {sectors.Known})", "if the producer has a new sector, add it under sectors: in source.yml");
            StopAt(table.Text(at.Level3));
            return;
        }

        var of = Of(year, sector, table.Line);
        if (!table.TryBoolean(at.Hinku, out var counts) || !table.TryBoolean(at.Trade, out var trade))
        {
            of.Spoil();
        }
        else if (!counts && trade)
        {
            staging.Ignore("counts neither by the Hinku rule nor in the effort-sharing sector");
        }
        else if (!of.Seen.TryAdd((table.Text(at.Level4), table.Text(at.Level5), counts, trade), Figures(table, at)))
        {
            if (mayRepeat && of.Seen[(table.Text(at.Level4), table.Text(at.Level5), counts, trade)] == Figures(table, at))
            {
                staging.Ignore("the same row stands twice");
                return;
            }

            table.Refuse(
                at.Level5, "a row of this year, sector, taso_4, taso_5, Hinku rule and emission trade was there before", "keep the right one of the two rows");
            of.Spoil();
        }
        else
        {
            Add(table, at, (year, sector), counts, trade);
        }
    }

    /// <summary>A sector that is not known belongs to the municipality's total, which would be too small without it.</summary>
    private void StopAt(string code) => staging.Find(DriftFinding.Of(
        CheckSeverity.Stop, "municipal-emissions", $"{file.Name} has the sector '{code}', which is new or was renamed; without it totals would be too small. Add it under sectors: in source.yml.", ""));

    private void Add(TextTable table, Columns at, (int Year, Sector Sector) key, bool counts, bool trade)
    {
        var (year, sector) = key;
        var of = sums[(year, sector.Member)];
        var isReadable = table.TryNumber(at.Kilotonnes, out var emissions);
        var counted = sector.IsCompensation ? 0 : emissions;
        if (!trade)
        {
            of.EffortSharing.Add(isReadable, counted);
        }

        if (counts)
        {
            of.Emissions.Add(isReadable, counted);
            of.WithCompensations.Add(table.TryNumber(at.WithCompensations, out var with), with);
            of.Energy.Add(table.TryNumber(at.Energy, out var energy), energy ?? (sector.IsEnergy ? null : 0));
            Detail(year, sector, Sectors.Slug(table.Text(at.Level4)), Sectors.Slug(table.Text(at.Level5))).Add(isReadable, counted);
        }
    }

    private SumOfParts Detail(int year, Sector sector, string activity, string use)
    {
        if (!details.TryGetValue((year, sector.Member, activity, use), out var of))
        {
            details.Add((year, sector.Member, activity, use), of = new SumOfParts());
        }

        return of;
    }

    private Sums Of(int year, Sector sector, long line)
    {
        if (!sums.TryGetValue((year, sector.Member), out var of))
        {
            sums.Add((year, sector.Member), of = new Sums(line));
        }

        return of;
    }

    private static (string, string, string) Figures(TextTable table, Columns at) => (table.Text(at.Kilotonnes), table.Text(at.WithCompensations), table.Text(at.Energy));

    /// <summary>Positions of the columns.</summary>
    internal sealed record Columns(int Year, int Level3, int Level4, int Level5, int Kilotonnes, int WithCompensations, int Energy, int Hinku, int Trade);

    private sealed record Sums(long Line)
    {
        public SumOfParts Emissions { get; } = new();

        public SumOfParts WithCompensations { get; } = new();

        public SumOfParts Energy { get; } = new();

        public SumOfParts EffortSharing { get; } = new();

        public Dictionary<(string, string, bool, bool), (string, string, string)> Seen { get; } = [];

        /// <summary>A row that belongs here was refused.</summary>
        public void Spoil()
        {
            Emissions.Spoil();
            WithCompensations.Spoil();
            Energy.Spoil();
            EffortSharing.Spoil();
        }
    }
}
