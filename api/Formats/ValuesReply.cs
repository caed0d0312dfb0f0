using System.Text.Json.Nodes;
using Insight.Api.Citations;
using Insight.Api.Publications;
using Insight.Api.Values;
using Microsoft.AspNetCore.Http.Extensions;

namespace Insight.Api.Formats;

/// <summary>What a form writes: the question and, one indicator after the other, the selected cells.</summary>
internal sealed class ValuesReply(
    PreparedQuestion question, AreaLabels labels, ReadyTexts texts, HttpRequest request, Func<IndicatorQuery, ValueTask<Selection>> select)
{
    private Selection? first;
    private IProgress<double>? progress;

    /// <summary>The question.</summary>
    public ValuesQuery Query => question.Query;

    /// <summary>How the answer is cited.</summary>
    public Citation Citation => question.Citation;

    /// <summary>Where the question was asked: what a citation or a metadata file refers to.</summary>
    public Uri Address => new(request.GetEncodedUrl());

    /// <summary>Texts of cells that are asked for often.</summary>
    public ReadyTexts Texts => texts;

    /// <summary>Texts of areas by number.</summary>
    public AreaLabels Labels => labels;

    /// <summary>Reads the first indicator's cells, so that what is wrong with the question is found before the first byte is sent.</summary>
    public async ValueTask<Selection> FirstAsync() => first ??= await select(Query.Indicators[0]);

    /// <summary>What a JSON answer begins with, up to the array of that name.</summary>
    public async ValueTask<byte[]> JsonHeadAsync(string array = "rows")
    {
        var selection = await FirstAsync();
        if (Query.Indicators.Count > 1)
        {
            return ValuesHead.Of(Query, Citation, await UpdatedOfAllAsync(), array);
        }

        return selection.Asked is { } asked && array == "rows" ? asked.Head(Make) : Make();
        byte[] Make() => ValuesHead.Of(Query, Citation, Dates(Query.Indicators[0], selection).Updated, array);
    }

    /// <summary>The same reply, which tells the share of the indicators whose cells were given.</summary>
    public ValuesReply Telling(IProgress<double> listener)
    {
        progress = listener;
        return this;
    }

    /// <summary>Gives the cells of each indicator in turn; no more than one slice needs to be held.</summary>
    public async ValueTask EachAsync(Func<Selection, ValueTask> write)
    {
        await write(await FirstAsync());
        for (var i = 1; i < Query.Indicators.Count; i++)
        {
            progress?.Report((double)i / Query.Indicators.Count);
            await write(await select(Query.Indicators[i]));
        }
    }

    /// <summary>The cells of all indicators at once, for forms whose head names everything that the body has.</summary>
    public async ValueTask<List<Selection>> AllAsync()
    {
        var all = new List<Selection>(Query.Indicators.Count);
        await EachAsync(selection =>
        {
            all.Add(selection);
            return ValueTask.CompletedTask;
        });
        return all;
    }

    /// <summary>What a reader must know of the selected cells: invented figures, missing data, breaks; see <see cref="ValuesNotes"/>.</summary>
    public async ValueTask<IReadOnlyList<JsonObject>> NotesAsync() => (await NotesOfAllAsync()).All;

    /// <summary>The same notes as the end of a JSON answer, <c>],"notes":[…]}</c>.</summary>
    public async ValueTask<byte[]> TailAsync() => (await NotesOfAllAsync()).Tail;

    /// <summary>The cells of all indicators brought into one shape.</summary>
    /// <exception cref="Problems.ProblemException">400: the indicators have different breakdowns.</exception>
    public async ValueTask<Cube> CubeAsync() => Query.Indicators.Count == 1 && await FirstAsync() is { Asked: { } asked, Components: null } only
        ? asked.Cube(() => Cube.Of([only]))
        : Cube.Of(await AllAsync());

    /// <summary>The id and the name of an area in the language of the answer.</summary>
    public AreaText AreaText(int number, string language) => Query.Publication.AreaText(labels.IdOf(number), language);

    /// <summary>Of what date the selected figures are.</summary>
    private DataDates Dates(IndicatorQuery indicator, Selection selection) =>
        DataDates.Of(Query.Publication, indicator.Indicator, selection.Slice, [.. selection.Areas.Select(area => area.Position)], selection.Periods);

    private async ValueTask<DateTimeOffset?> UpdatedOfAllAsync()
    {
        var dates = new List<DataDates>(Query.Indicators.Count);
        foreach (var indicator in Query.Indicators)
        {
            dates.Add(Dates(indicator, await select(indicator)));
        }

        return DataDates.Together(dates).Updated;
    }

    private async ValueTask<ValuesNotes> NotesOfAllAsync()
    {
        var selection = await FirstAsync();
        return Query.Indicators.Count == 1 && selection.Asked is { } asked ? asked.Notes(() => NotesOn(selection)) : await CollectNotesAsync();
    }

    private ValuesNotes NotesOn(Selection selection)
    {
        var notes = new ValuesNotes(Query, labels);
        notes.Add(selection);
        return notes;
    }

    private async ValueTask<ValuesNotes> CollectNotesAsync()
    {
        var notes = new ValuesNotes(Query, labels);
        await EachAsync(selection =>
        {
            notes.Add(selection);
            return ValueTask.CompletedTask;
        });
        return notes;
    }

    /// <summary>The name of an area in the language of the answer.</summary>
    public string AreaName(int number, string language) => AreaText(number, language).Name;
}
