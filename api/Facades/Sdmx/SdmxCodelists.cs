using Insight.Api.Formats;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Sdmx;

/// <summary>The codes of enumerated components: dimensions of a key, statuses, units.</summary>
internal sealed class SdmxCodelists(SliceCache slices)
{
    /// <summary>Id of the code list of a component.</summary>
    public static string IdOf(string component) => component switch { SdmxFlow.RefArea => "CL_AREA", _ => "CL_" + component };

    /// <summary>The codes of a component in some dataflows that have it; of areas with the ids by which they are called elsewhere here.</summary>
    public async Task<List<(string Code, string? Area)>> CodesAsync(Publication publication, string component, IReadOnlyList<SdmxFlow> users) => component switch
    {
        SdmxFlow.Freq => [("A", null), ("Q", null), ("M", null)],
        SdmxFlow.RefArea => [.. publication.Areas.Areas.Select(a => (SdmxFlow.SdmxId(a.Id), (string?)a.Id))],
        "OBS_STATUS" => [.. ObservationStatus.All.Select(s => (s.ObsStatus.ToString(), (string?)null)).Distinct()],
        "CONF_STATUS" => [.. ObservationStatus.All.Select(s => (s.ConfStatus.ToString(), (string?)null)).Distinct()],
        "UNIT_MEASURE" => [.. users.Select(f => (f.Unit, (string?)null)).Distinct()],
        _ => await MembersAsync(publication, component, users),
    };

    /// <summary>Refuses a question that names a code which is in no code list of what is asked for. A code without figures is none of those.</summary>
    /// <exception cref="ProblemException">400 unknown-code.</exception>
    public async Task CheckAsync(SdmxQuestion question)
    {
        foreach (var (parameter, component, code) in question.NamedCodes())
        {
            var users = question.Flows.Where(f => f.Components.Contains(component)).ToList();
            var known = (await CodesAsync(question.Publication, component, users)).ConvertAll(c => c.Code);
            if (!known.Contains(code))
            {
                throw BadRequest.Unknown(
                    "code", parameter, code, NearestNames.Of(code, known), $"Codes of {component} are listed at /sdmx/structure/codelist/{SdmxFlow.Agency}/{IdOf(component)}.");
            }
        }
    }

    /// <summary>The members of a breakdown that have words, and those that occur.</summary>
    private async Task<List<(string Code, string? Area)>> MembersAsync(Publication publication, string component, IReadOnlyList<SdmxFlow> users)
    {
        var members = new List<string>(publication.Manifest.Breakdowns.FirstOrDefault(b => SdmxCsvRows.Id(b.Id) == component)?.Members.Select(m => m.Id) ?? []);
        foreach (var flow in users)
        {
            var slice = await slices.GetAsync(flow.Indicator.Slices[0], flow.Indicator.Breakdowns);
            members.AddRange(slice.Axes.Members[flow.Position(component) - 2]);
        }

        return [.. members.Select(SdmxFlow.SdmxId).Distinct().Select(m => (m, (string?)null))];
    }
}
