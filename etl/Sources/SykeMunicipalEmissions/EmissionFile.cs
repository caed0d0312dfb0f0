using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// The file of one municipality, summed by year and sector over the rows that count by the Hinku rule (<c>hinku_laskenta</c>). Emissions
/// are column kt without compensations; emissions with compensations are column kt_tuuli of all sectors. Energy of a sector that is no
/// energy use (agriculture, waste …) is 0, not missing.
/// </summary>
internal sealed class EmissionFile(LandedFile file, string area, Sectors sectors, StagingArea staging)
{
    private static readonly string[] Required = ["vuosi", "taso_3", "taso_4", "taso_5", "kt", "kt_tuuli", "GWh", "hinku_laskenta", "päästökauppa"];

    private readonly Dictionary<(int Year, string Sector), Sums> sums = [];

    /// <summary>Reads the file and stages one row a year and sector.</summary>
    public void Stage()
    {
        using var table = TextTable.Open(file, TextFormat.Finnish, staging, Required);
        var c = Array.ConvertAll(Required, table.Column);
        var at = new Columns(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]);
        while (table.Read())
        {
            Read(table, at);
        }

        var target = staging.Table("municipal-emissions");
        foreach (var ((year, sector), of) in sums)
        {
            target.Add(file, of.Line, area, Period.Year(year), [sector], [of.Emissions.Result, of.WithCompensations.Result, of.Energy.Result]);
        }
    }

    private void Read(TextTable table, Columns at)
    {
        if (!table.TryYear(at.Year, out var year))
        {
            return;
        }

        if (sectors.Find(table.Text(at.Level3)) is not { } sector)
        {
            table.Refuse(
                at.Level3, $"not a sector (known are {sectors.Known})", "if the producer has a new sector, add it under sectors: in source.yml");
            return;
        }

        if (!table.TryBoolean(at.Hinku, out var counts) || !table.TryBoolean(at.Trade, out var trade))
        {
            Of(year, sector, table.Line).Spoil();
        }
        else if (counts)
        {
            Add(table, at, Of(year, sector, table.Line), sector, trade);
        }
        else
        {
            staging.Ignore("does not count by the Hinku rule");
        }
    }

    private static void Add(TextTable table, Columns at, Sums of, Sector sector, bool trade)
    {
        if (!of.Seen.Add((table.Text(at.Level4), table.Text(at.Level5), trade)))
        {
            table.Refuse(
                at.Level5, "a row of this year, sector, taso_4, taso_5 and emission trade was there before", "keep the right one of the two rows");
            of.Spoil();
            return;
        }

        var isReadable = table.TryNumber(at.Kilotonnes, out var emissions);
        of.Emissions.Add(isReadable, sector.IsCompensation ? 0 : emissions);
        of.WithCompensations.Add(table.TryNumber(at.WithCompensations, out var with), with);
        of.Energy.Add(table.TryNumber(at.Energy, out var energy), energy ?? (sector.IsEnergy ? null : 0));
    }

    private Sums Of(int year, Sector sector, long line)
    {
        if (!sums.TryGetValue((year, sector.Member), out var of))
        {
            sums.Add((year, sector.Member), of = new Sums(line));
        }

        return of;
    }

    private sealed record Columns(int Year, int Level3, int Level4, int Level5, int Kilotonnes, int WithCompensations, int Energy, int Hinku, int Trade);

    private sealed record Sums(long Line)
    {
        public SumOfParts Emissions { get; } = new();

        public SumOfParts WithCompensations { get; } = new();

        public SumOfParts Energy { get; } = new();

        public HashSet<(string, string, bool)> Seen { get; } = [];

        /// <summary>A row that belongs here was refused.</summary>
        public void Spoil()
        {
            Emissions.Spoil();
            WithCompensations.Spoil();
            Energy.Spoil();
        }
    }
}
