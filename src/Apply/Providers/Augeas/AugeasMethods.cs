using System.Runtime.InteropServices;

namespace Bunraku.Apply;

/// <summary>libaugeas (augeas.h); it is sought when it is first called, and may be missing.</summary>
internal static unsafe partial class AugeasMethods
{
    private const string Library = "libaugeas.so.0";

    /// <summary>AUG_TYPE_CHECK, AUG_NO_LOAD and AUG_NO_MODL_AUTOLOAD.</summary>
    public const uint TypeCheck = 4;

    public const uint NoLoad = 32;

    public const uint NoAutoload = 64;

    [LibraryImport(Library, EntryPoint = "aug_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Init(string root, string? loadPath, uint flags);

    [LibraryImport(Library, EntryPoint = "aug_close")]
    public static partial void Close(nint augeas);

    [LibraryImport(Library, EntryPoint = "aug_load")]
    public static partial int Load(nint augeas);

    [LibraryImport(Library, EntryPoint = "aug_save")]
    public static partial int Save(nint augeas);

    [LibraryImport(Library, EntryPoint = "aug_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Set(nint augeas, string path, string? value);

    [LibraryImport(Library, EntryPoint = "aug_setm", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetMany(nint augeas, string path, string below, string? value);

    [LibraryImport(Library, EntryPoint = "aug_rm", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Remove(nint augeas, string path);

    [LibraryImport(Library, EntryPoint = "aug_mv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Move(nint augeas, string path, string newPath);

    [LibraryImport(Library, EntryPoint = "aug_rename", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(nint augeas, string path, string label);

    [LibraryImport(Library, EntryPoint = "aug_insert", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Insert(nint augeas, string path, string label, int before);

    [LibraryImport(Library, EntryPoint = "aug_defvar", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DefineVariable(nint augeas, string name, string path);

    [LibraryImport(Library, EntryPoint = "aug_defnode", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DefineNode(nint augeas, string name, string path, string? value, int* created);

    [LibraryImport(Library, EntryPoint = "aug_get", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Get(nint augeas, string path, byte** value);

    [LibraryImport(Library, EntryPoint = "aug_match", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Match(nint augeas, string path, byte*** matches);
}
