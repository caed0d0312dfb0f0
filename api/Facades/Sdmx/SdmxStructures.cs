using System.Text.Json.Nodes;
using Insight.Api.Problems;
using Insight.Api.Publications;

namespace Insight.Api.Facades.Sdmx;

/// <summary>Structures as SDMX-JSON 2.0: dataflows, data structures, code lists, the scheme of concepts.</summary>
internal sealed class SdmxStructures(SdmxCodelists codelists)
{
    private const string One = "1.0.0";
    private const string Concepts = "CS_INSIGHT";
    private static readonly string[] Artefacts = ["dataflow", "datastructure", "codelist", "conceptscheme"];
    private static readonly string[] Reaching = ["all", "children", "descendants", "parentsandsiblings"];

    /// <summary>What a structure query asks for.</summary>
    /// <exception cref="ProblemException">400 or 404.</exception>
    public async Task<JsonObject> ReadAsync(Publication publication, string artefact, string agency, string resource, string version, string references)
    {
        if (artefact != "*" && !Artefacts.Contains(artefact))
        {
            throw SdmxQuestionReader.NotImplemented("artefactType", artefact, $"Structures are {string.Join(", ", Artefacts)}");
        }

        var all = publication.Manifest.Indicators.Where(i => i.Slices.Count > 0).Select(i => new SdmxFlow(publication, i)).ToList();
        bool IsAsked(string kind, string id, string own) =>
            (artefact == "*" || artefact == kind) && SdmxQuestionReader.Names(agency, SdmxFlow.Agency) && SdmxQuestionReader.Names(resource, id) && Array.Exists(version.Split(','), v => SdmxQuestionReader.IsVersion(v, own));
        var flows = all.Where(f => IsAsked("dataflow", f.Id, f.Version)).ToList();
        var reaches = Reaching.Contains(references);
        var structures = all.Where(f => IsAsked("datastructure", f.StructureId, f.Version) || (reaches && flows.Contains(f)) || references == "datastructure" && flows.Contains(f)).ToList();
        var isDeep = references is "all" or "descendants" || (reaches && artefact == "datastructure");
        var lists = await ListsAsync(publication, all, isDeep ? structures : [], id => IsAsked("codelist", id, One));
        var data = new JsonObject();
        Put(data, "dataflows", flows.Select(Dataflow));
        Put(data, "dataStructures", structures.Select(DataStructure));
        Put(data, "codelists", lists);
        Put(data, "conceptSchemes", IsAsked("conceptscheme", Concepts, One) || (isDeep && structures.Count > 0) ? [ConceptScheme(publication, all)] : []);
        return data.Count > 0 ? data : throw BadRequest.NotFound(
            "unknown-structure", $"{artefact} {agency}:{resource}({version})", $"There is no {artefact} {BadRequest.Cut(resource)} of {BadRequest.Cut(agency)} in version {BadRequest.Cut(version)}.",
            NearestNames.Of(resource, all.SelectMany(f => (string[])[f.Id, f.StructureId])));
    }

    private static void Put(JsonObject data, string name, IEnumerable<JsonObject> artefacts)
    {
        var array = new JsonArray([.. artefacts]);
        if (array.Count > 0)
        {
            data[name] = array;
        }
    }

    private static JsonObject Maintained(string kind, string id, string version, IReadOnlyDictionary<string, string> names)
    {
        var named = Named(id, names);
        named["version"] = version;
        named["agencyID"] = SdmxFlow.Agency;
        named["isExternalReference"] = false;
        named["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["urn"] = SdmxFlow.Urn(kind, id, version) });
        return named;
    }

    private static JsonObject Named(string id, IReadOnlyDictionary<string, string> names) => new()
    {
        ["id"] = id, ["name"] = names["en"], ["names"] = new JsonObject(names.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)JsonValue.Create(n.Value)))),
    };

    private static JsonObject Dataflow(SdmxFlow flow)
    {
        var made = Maintained("datastructure.Dataflow", flow.Id, flow.Version, Complete(flow.Indicator.Names));
        made["description"] = Requests.Languages.Pick(flow.Indicator.Descriptions, "en");
        made["structure"] = SdmxFlow.Urn("datastructure.DataStructure", flow.StructureId, flow.Version);
        return made;
    }

    private static JsonObject DataStructure(SdmxFlow flow)
    {
        var made = Maintained("datastructure.DataStructure", flow.StructureId, flow.Version, Complete(flow.Indicator.Names));
        made["dataStructureComponents"] = new JsonObject
        {
            ["dimensionList"] = new JsonObject
            {
                ["id"] = "DimensionDescriptor",
                ["dimensions"] = new JsonArray([.. flow.Dimensions.Select((d, position) => Component(d, new JsonObject { ["enumeration"] = CodelistUrn(SdmxCodelists.IdOf(d)) }, c => c["position"] = position))]),
                ["timeDimension"] = Component(SdmxFlow.TimePeriod, Format("ObservationalTimePeriod")),
            },
            ["attributeList"] = new JsonObject
            {
                ["id"] = "AttributeDescriptor",
                ["attributes"] = new JsonArray(
                [
                    .. SdmxFlow.ObservationAttributes.Select(a => Attribute(a, new JsonObject { ["enumeration"] = CodelistUrn("CL_" + a) }, "observation")),
                    Attribute("UNIT_MEASURE", new JsonObject { ["enumeration"] = CodelistUrn("CL_UNIT_MEASURE") }, "dataflow"), Attribute("DECIMALS", Format("Integer"), "dataflow"),
                ]),
            },
            ["measureList"] = new JsonObject { ["id"] = "MeasureDescriptor", ["measures"] = new JsonArray(Component(SdmxFlow.ObsValue, Format("Double"), c => c["usage"] = "optional")) },
        };
        return made;
    }

    private static JsonObject Attribute(string id, JsonObject representation, string level) => Component(id, representation, c =>
    {
        c["usage"] = "mandatory";
        c["attributeRelationship"] = new JsonObject { [level] = new JsonObject() };
    });

    private static JsonObject Component(string id, JsonObject representation, Action<JsonObject>? more = null)
    {
        var made = new JsonObject
        {
            ["id"] = id, ["conceptIdentity"] = $"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={SdmxFlow.Agency}:{Concepts}({One}).{id}", ["localRepresentation"] = representation,
        };
        more?.Invoke(made);
        return made;
    }

    private static JsonObject Format(string type) => new() { ["format"] = new JsonObject { ["dataType"] = type } };

    private static string CodelistUrn(string id) => SdmxFlow.Urn("codelist.Codelist", id, One);

    private static JsonObject ConceptScheme(Publication publication, List<SdmxFlow> flows)
    {
        var (names, made) = (new SdmxNames(publication), Maintained("conceptscheme.ConceptScheme", Concepts, One, Same("Concepts of Insight")));
        made["concepts"] = new JsonArray([.. flows.SelectMany(f => f.Components.Select(c => (Flow: f, Id: c))).DistinctBy(c => c.Id).Select(c => Named(c.Id, names.Component(c.Flow, c.Id)))]);
        return made;
    }

    /// <summary>The code lists that are asked for by name, and those to which data structures refer.</summary>
    private async Task<List<JsonObject>> ListsAsync(Publication publication, List<SdmxFlow> all, List<SdmxFlow> referring, Func<string, bool> isAsked)
    {
        var names = new SdmxNames(publication);
        var lists = new List<JsonObject>();
        void Add(string id, string component, SdmxFlow flow, IEnumerable<(string Code, string? Area)> codes)
        {
            var list = Maintained("codelist.Codelist", id, One, names.Component(flow, component));
            list["codes"] = new JsonArray([.. codes.Select(c => Named(c.Code, names.Code(flow, component, c.Code, c.Area)))]);
            lists.Add(list);
        }

        foreach (var component in all.SelectMany(f => f.Dimensions.Concat(SdmxFlow.ObservationAttributes).Append("UNIT_MEASURE")).Distinct())
        {
            var users = all.Where(f => f.Components.Contains(component)).ToList();
            if (isAsked(SdmxCodelists.IdOf(component)) || referring.Exists(users.Contains))
            {
                Add(SdmxCodelists.IdOf(component), component, users[0], await codelists.CodesAsync(publication, component, users));
            }
        }

        return lists;
    }

    private static Dictionary<string, string> Complete(IReadOnlyDictionary<string, string> names) => Requests.Languages.All.ToDictionary(l => l, l => Requests.Languages.Pick(names, l)!);

    private static Dictionary<string, string> Same(string name) => Requests.Languages.All.ToDictionary(l => l, _ => name);
}
