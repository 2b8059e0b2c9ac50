using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Resources that are records of a file, a line each: hosts, mounts, host keys, mail aliases. All records
/// of a file that changes are written anew in the form of their kind; other lines stay.
/// </summary>
/// <param name="defaultFile">Where records are when the attribute <c>target</c> says nothing.</param>
internal abstract class RecordFileProvider(string resourceType, string name, string defaultFile)
    : Provider(resourceType, name)
{
    /// <summary>The properties that a record has; those that are not there are <c>absent</c>.</summary>
    protected abstract ImmutableArray<string> Fields { get; }

    /// <summary>The record of a line; null for a line that is none.</summary>
    protected abstract FileRecord? Parse(string line);

    protected abstract string Print(FileRecord record);

    /// <summary>Who may read a file that was not there yet: as in the reference, its owner alone.</summary>
    protected virtual int ModeOfNew => 0b110_000_000;

    public override Observed Observe(Host host, Resource desired)
    {
        if (Locate(host, desired) is not { Found: { } record } place)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present", ["target"] = place.Path };
        foreach (var field in Fields)
        {
            observed.Set(field, Find(record, field, desired));
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        // As in the reference: what is to be is told first, and writing it may then fail.
        changes.Each(_ => { });
        Put(host, desired, changes.Removes);
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        Read(host, defaultFile)
            .Where(record => record.IsRecord)
            .Select(record => new Resource(new(ResourceReference.Capitalize(ResourceType), TitleOf(record)))
            {
                Parameters =
                [
                    new("ensure", "present"),
                    .. Fields
                        .Where(field => record[field] is not null)
                        .Select(field => KeyValuePair.Create(field, record[field]!)),
                    new("target", defaultFile),
                ],
            });

    /// <summary>The file that shall have the record.</summary>
    protected virtual string FileOf(Host host, Resource desired) => desired.Text("target") ?? defaultFile;

    protected virtual bool IsSame(FileRecord record, Resource desired) => record.Name == NameOf(desired);

    protected virtual string TitleOf(FileRecord record) => record.Name;

    protected virtual Finding Find(FileRecord record, string field, Resource desired) =>
        new(record[field] ?? "absent");

    /// <summary>Writes a file; an own way where it is not simply ours.</summary>
    protected virtual void Write(Host host, Resource desired, string path, string text)
    {
        FileBucket.KeepOnce(host, path);
        var write = FileWrite.Of(Unix.UnixText.Encode(text));
        host.WriteFile(path, host.Exists(path) ? write : write with { Permissions = ModeOfNew });
    }

    protected void Put(Host host, Resource desired, bool removes)
    {
        var place = Locate(host, desired);
        var target = FileOf(host, desired);
        var lines = place?.Lines ?? Read(host, target);
        var at = place is null ? -1 : lines.LastIndexOf(place.Found);
        if (place is not null && (removes || place.Path != target))
        {
            lines.RemoveAt(at);
            Save(host, desired, place.Path, lines);
            if (removes)
            {
                return;
            }
            lines = Read(host, target);
            at = -1;
        }
        else if (removes)
        {
            return;
        }
        var record = Merge(place?.Found, desired);
        if (at < 0)
        {
            lines.Add(record);
        }
        else
        {
            lines[at] = record;
        }
        Save(host, desired, target, lines);
    }

    /// <summary>The record as it shall be; what the manifest does not mention stays.</summary>
    protected virtual FileRecord Merge(FileRecord? present, Resource desired)
    {
        var record = (present ?? new FileRecord()) with { Name = NameOf(desired) };
        foreach (var field in Fields)
        {
            var wanted = desired[field] is SensitiveValue secret ? secret.Inner : desired[field];
            record = wanted is null ? record : record.With(field, wanted);
        }
        return record;
    }

    protected List<FileRecord> Read(Host host, string path) =>
        path.Length == 0
            ? []
            : Number(
                [
                    .. GeneratedHeader
                        .Without(host.ReadText(path) ?? "")
                        .Select(line => Parse(line) ?? FileRecord.Line(line)),
                ],
                path
            );

    /// <summary>Gives names to records that have none.</summary>
    protected virtual List<FileRecord> Number(List<FileRecord> lines, string path) => lines;

    /// <summary>Where the record is: in its own file, or still in the usual one.</summary>
    protected RecordPlace? Locate(Host host, Resource desired)
    {
        var target = FileOf(host, desired);
        foreach (var path in target == defaultFile ? [target] : ImmutableArray.Create(target, defaultFile))
        {
            var lines = Read(host, path);
            // Of several with one name (`localhost`) the last, as in the reference.
            if (lines.FindLast(line => line.IsRecord && IsSame(line, desired)) is { } found)
            {
                return new RecordPlace(path, lines, found);
            }
        }
        return null;
    }

    private void Save(Host host, Resource desired, string path, List<FileRecord> lines) =>
        Write(
            host,
            desired,
            path,
            GeneratedHeader.Above(
                GeneratedHeader.Of(host),
                string.Concat(lines.Select(line => (line.Text ?? Print(line)) + "\n"))
            )
        );

    /// <summary>A record in a file, among all its lines.</summary>
    protected sealed record RecordPlace(string Path, List<FileRecord> Lines, FileRecord Found);
}
