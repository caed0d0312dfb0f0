using System.Globalization;
using System.Text.Json;
using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>Dimensions and extensions of <see cref="PxJsonStat"/>.</summary>
internal static class PxJsonStatAbout
{
    /// <summary>One dimension with its chosen values.</summary>
    public static void WriteDimension(Utf8JsonWriter json, PxAnswer answer, PxAxis axis)
    {
        var texts = answer.Words.Values(answer.Table, axis.Dimension);
        json.WriteStartObject(axis.Dimension.Code);
        json.WriteString("label", answer.Words.Dimension(answer.Table, axis.Dimension));
        json.WriteStartObject("category");
        json.WriteStartObject("index");
        foreach (var (index, chosen) in axis.Chosen.Index())
        {
            json.WriteNumber(axis.Dimension.Values[chosen], index);
        }

        json.WriteEndObject();
        json.WriteStartObject("label");
        foreach (var chosen in axis.Chosen)
        {
            json.WriteString(axis.Dimension.Values[chosen], texts[chosen]);
        }

        json.WriteEndObject();
        if (axis.Dimension.Role == PxRole.Measure)
        {
            WriteUnits(json, answer, axis);
        }

        json.WriteEndObject();
        WriteDimensionExtension(json, answer, axis);
        json.WriteEndObject();
    }

    /// <summary>What PX files say of a table, and our own exact statuses.</summary>
    public static void WriteExtension(Utf8JsonWriter json, PxAnswer answer, IReadOnlyList<(int Index, byte Status)> statuses)
    {
        var (table, words) = (answer.Table, answer.Words);
        json.WriteStartObject("extension");
        json.WriteStartObject("px");
        json.WriteString("tableid", table.Id);
        json.WriteNumber("decimals", table.Indicator.Decimals);
        json.WriteBoolean("official-statistics", false);
        json.WriteBoolean("aggregallowed", table.Indicator.Aggregation == "SUM");
        json.WriteBoolean("copyright", false);
        json.WriteString("language", answer.Language);
        json.WriteString("contents", words.Vocabulary.Pick(table.Indicator.Names));
        json.WriteString("description", words.Vocabulary.Pick(table.Indicator.Descriptions));
        json.WriteBoolean("descriptiondefault", false);
        PxJsonStat.WriteTexts(json, "heading", answer.Cube.Heading.Select(a => a.Dimension.Code));
        PxJsonStat.WriteTexts(json, "stub", answer.Cube.Stub.Select(a => a.Dimension.Code));
        json.WriteString("matrix", table.Id);
        json.WriteString("subject-code", table.Indicator.Theme);
        json.WriteString("subject-area", words.Theme(table));
        json.WriteEndObject();
        WritePeriods(json, table);
        json.WriteBoolean("discontinued", false);
        json.WriteStartArray("contact");
        json.WriteStartObject();
        json.WriteString("organization", table.Indicator.Owner);
        json.WriteString("raw", table.Indicator.Owner);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteOwn(json, answer, statuses);
        json.WriteEndObject();
    }

    private static void WritePeriods(Utf8JsonWriter json, PxTable table)
    {
        if (table.File is { FirstPeriod: { } first, LastPeriod: { } last })
        {
            json.WriteString("firstPeriod", PxTable.PeriodCode(Warehouse.Periods.Period.Parse(first)));
            json.WriteString("lastPeriod", PxTable.PeriodCode(Warehouse.Periods.Period.Parse(last)));
        }
    }

    private static void WriteOwn(Utf8JsonWriter json, PxAnswer answer, IReadOnlyList<(int Index, byte Status)> statuses)
    {
        json.WriteStartObject("insight");
        json.WriteString("indicator", answer.Table.Indicator.Id);
        json.WriteString("publication", answer.Table.Publication.Id);
        json.WriteString("division", answer.Table.Division.Label);
        json.WriteBoolean("synthetic", answer.Table.Indicator.Synthetic);
        json.WriteString("licence", answer.Words.Licence(answer.Table));
        json.WriteStartObject("statuses");
        foreach (var (index, status) in statuses)
        {
            json.WriteString(index.ToString(CultureInfo.InvariantCulture), ObservationStatus.All[status].Code);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter json, PxAnswer answer, PxAxis axis)
    {
        json.WriteStartObject("unit");
        foreach (var measure in axis.Codes)
        {
            json.WriteStartObject(measure);
            json.WriteString("base", answer.Words.Unit(answer.Table, measure));
            json.WriteNumber("decimals", measure == PxTable.Value ? answer.Table.Indicator.Decimals : 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDimensionExtension(Utf8JsonWriter json, PxAnswer answer, PxAxis axis)
    {
        json.WriteStartObject("extension");
        json.WriteBoolean("elimination", axis.Dimension.Elimination is not null);
        if (axis.Dimension.Elimination is { } standing)
        {
            json.WriteString("eliminationValueCode", standing);
        }

        json.WriteString("show", "value");
        if (axis.Dimension.Role == PxRole.Area)
        {
            json.WriteStartArray("codelists");
            foreach (var codelist in PxCodelist.Of(answer.Cube.Shape))
            {
                json.WriteStartObject();
                json.WriteString("id", codelist.Id);
                json.WriteString("label", codelist.Label(answer.Language));
                json.WriteString("type", codelist.Type);
                json.WriteStartArray("links");
                WriteLink(json, PxLink.Of("metadata", answer.Language, answer.Address, $"codelists/{codelist.Id}"));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, PxLink link)
    {
        json.WriteStartObject();
        json.WriteString("rel", link.Rel);
        json.WriteString("hreflang", link.Hreflang);
        json.WriteString("href", link.Href);
        json.WriteEndObject();
    }
}
