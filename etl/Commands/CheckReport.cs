using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Insight.Etl.Run;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary>What <c>insight check</c> found, as text for a person or JSON for a script.</summary>
/// <param name="Definitions">How many definitions are free of errors.</param>
/// <param name="Sources">How many sources there are.</param>
/// <param name="Faults">What must be mended.</param>
/// <param name="Warnings">What should be looked at.</param>
/// <param name="Publication">The publication that definitions were compared with; null when they were not.</param>
/// <param name="Effects">What changed definitions would do to published values.</param>
internal sealed record CheckReport(
    int Definitions, int Sources, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings, string? Publication, IReadOnlyList<DefinitionEffect> Effects)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>1 with faults, 4 when published values would become others or go, else 0.</summary>
    public int Exit => Faults.Count > 0 ? ExitCode.Failed : Effects.Any(effect => effect.ChangesPublished) ? ExitCode.WouldChange : ExitCode.Done;

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The report as lines.</summary>
    public IEnumerable<string> ToLines() =>
    [
        .. Warnings, .. Faults, .. Effects.SelectMany(Lines),
        string.Create(CultureInfo.InvariantCulture, $"{Definitions} definitions, {Sources} sources, {Faults.Count} faults{Summary()}"),
    ];

    private string Summary() => Publication is null ? ""
        : Effects.Count == 0 ? "; no definition differs from the current publication"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"; {Effects.Count} definitions differ from the current publication: {Effects.Sum(e => e.Slices.Sum(s => s.Added))} values would be added, {Effects.Sum(e => e.Slices.Sum(s => s.Revised))} revised, {Effects.Sum(e => e.Slices.Sum(s => s.Withdrawn))} withdrawn");

    private static IEnumerable<string> Lines(DefinitionEffect effect)
    {
        var version = effect.OldVersion == effect.NewVersion || effect.OldVersion is null || effect.NewVersion is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", version {effect.OldVersion} → {effect.NewVersion}");
        yield return $"{effect.Indicator}: {effect.Kind}{version}{(effect.Slices.Count == 0 ? ", no value would change" : "")}";
        foreach (var slice in effect.Slices)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {slice.Division}, {slice.Frequency.ToString().ToLowerInvariant()}: {slice.Added} added, {slice.Revised} revised, {slice.Withdrawn} withdrawn, {slice.StatusChanged} with another status");
            foreach (var mover in slice.Movers)
            {
                yield return "    " + Line(mover);
            }
        }
    }

    private static string Line(CellDifference mover)
    {
        var share = mover.OldValue == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100 * (mover.NewValue - mover.OldValue) / Math.Abs(mover.OldValue):+0.0;-0.0} %)");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', mover.Members.Prepend(mover.Period).Prepend(mover.Area))}: {mover.OldValue:0.####} → {mover.NewValue:0.####}{share}");
    }
}
