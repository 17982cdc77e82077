import type { Job, Waiting, WaitingList } from './cards.ts';
import type { GalleryAction } from '../galleryActions.ts';
import type { CostBasis, ImageSize, ImageType } from '../images/image.ts';

export type { GalleryAction };

/**
 * What the panel and the extension say to each other: types only, as the two sides are two runtimes. The panel names
 * images by id and never sees a path outside of its roots, nor the key. What it says passes `messageGuard.ts`.
 */
export type FromPanel =
  /** The page stands and listens. */
  | { readonly type: 'ready' }
  /** These images are in view: their facts are wanted first. */
  | { readonly type: 'look'; readonly ids: readonly string[] }
  /** A thumbnail that the panel made of the content with this hash. `color` is the picture's average, `#rrggbb`. */
  | {
      readonly type: 'thumbnail';
      readonly id: string;
      readonly hash: string;
      readonly bytes: Uint8Array;
      readonly color: string;
    }
  /** The bytes are no picture that a browser can draw. */
  | { readonly type: 'undrawable'; readonly id: string; readonly hash: string }
  /** What is selected now; commands of menus and keys go for all of it. */
  | { readonly type: 'select'; readonly ids: readonly string[] }
  | { readonly type: 'details'; readonly id: string }
  /** `id` is the image that was asked for, `ids` that one and all that are selected with it, in their order. */
  | { readonly type: 'run'; readonly action: GalleryAction; readonly id: string; readonly ids: readonly string[] }
  | { readonly type: 'openUse'; readonly id: string; readonly index: number }
  /** Puts the earlier version with this content into the place of the present one. */
  | { readonly type: 'restore'; readonly id: string; readonly hash: string }
  | { readonly type: 'copyText'; readonly text: string }
  /** The form as it stands, to be checked and priced. */
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'generate'; readonly draft: Draft }
  /** The house style is off from now on, or on again. */
  | { readonly type: 'toggleStyle' }
  | { readonly type: 'cancelJob'; readonly job: string }
  | { readonly type: 'dismissJob'; readonly job: string }
  /** The button of a failed card. */
  | { readonly type: 'remedy'; readonly job: string }
  /** A button of a card that waits, by the card's id. */
  | { readonly type: 'decide'; readonly decision: Decision; readonly id: string }
  | { readonly type: 'ask'; readonly question: Question };

/** What VS Code itself asks or shows the user, in its own boxes. */
export type Question =
  | 'setKey'
  | 'chooseModel'
  | 'size'
  | 'openFolder'
  | 'trust'
  | 'usePlaceholder'
  | 'spending'
  | 'openStyle'
  | WaitingList;

export type Decision = 'saveKept' | 'deleteKept' | 'runAgain' | 'dismissInterrupted';

/** The form, before it is sent. Empty text in a choice is `auto`: the model's own default. */
export interface Draft {
  readonly prompt: string;
  readonly count: number;
  readonly choices: Readonly<Record<ChoiceName, string>>;
  /** Grows with every change of the choices, so that a late answer about older ones is known as such. */
  readonly revision: number;
  /** The content hash of the image whose recipe this draft came from. */
  readonly parent?: string | undefined;
}

export type ChoiceName = 'size' | 'quality' | 'style' | 'background' | 'outputFormat';

export type ToPanel =
  /** All of what the page shows besides images; sent whole at every change. */
  | { readonly type: 'state'; readonly state: PanelState }
  /** `changed` replaces images of the same id. `isFirst` starts a list anew: what was sent before is forgotten. */
  | {
      readonly type: 'images';
      readonly isFirst: boolean;
      readonly changed: readonly GalleryImage[];
      readonly removed: readonly string[];
      /** The folders were walked to their end. */
      readonly isComplete: boolean;
    }
  | { readonly type: 'details'; readonly details: ImageDetails }
  /** Puts a prompt and its choices into the form, and the cursor behind it. Choices that are absent stay. */
  | { readonly type: 'fillForm'; readonly draft: Partial<Draft> }
  /** Selects an image and brings it into view. */
  | { readonly type: 'reveal'; readonly id: string }
  /** Shows only what lies in a folder; the path is relative to its root. */
  | { readonly type: 'showFolder'; readonly root: number; readonly path: string }
  /** Puts the pixels of an image on the clipboard: only a page can. */
  | { readonly type: 'copyImage'; readonly id: string }
  /** Shows an image beside its earlier versions. */
  | { readonly type: 'compare'; readonly id: string };

export interface PanelState {
  /** The workspace folders. */
  readonly roots: readonly GalleryRoot[];
  /** Where `<hash>.webp` is a thumbnail. */
  readonly thumbnails: string;
  /** Where the pictures of kept images are. */
  readonly keptFolder: string;
  /** Where the pictures of earlier versions are. */
  readonly versionsFolder: string;
  readonly isTrusted: boolean;
  readonly form: FormState;
  /** Newest first. */
  readonly jobs: readonly Job[];
  /** A card each. */
  readonly waiting: readonly Waiting[];
  /** Absent as long as money is no matter. */
  readonly spending?: MonthlySpending | undefined;
  /** Newest first. */
  readonly earlierPrompts: readonly string[];
}

export interface GalleryRoot {
  readonly name: string;
  /** The address of the folder inside the page, without a slash at the end. */
  readonly base: string;
}

/** What the chosen model accepts, and what the draft would cost. */
export interface FormState {
  readonly model: string;
  /** Only what the model has; the value that stands is one of the values, or empty for `auto`. */
  readonly fields: readonly FormField[];
  readonly count: number;
  /** Of the draft that this answers. */
  readonly revision: number;
  readonly mostImages: number;
  /** `≈ $0.05`, `free`; absent when no price is known. */
  readonly price?: string | undefined;
  /** Why the draft cannot be sent, as a sentence; an empty prompt is none. */
  readonly refusal?: string | undefined;
  readonly key: 'set' | 'missing' | 'notNeeded';
  /** The host that a key would go to. */
  readonly service: string;
  /** The folder that gets the images, as people know it; absent when the user will be asked. */
  readonly destination?: string | undefined;
  /** The house style of the folder that gets the images; absent when there is none. */
  readonly style?: StyleState | undefined;
}

export interface StyleState {
  /** What the form shows, its price included, is with the style then. */
  readonly isOn: boolean;
  /** The beginning of its text, behind the model that it names. */
  readonly excerpt: string;
  /** Its text. */
  readonly text: string;
  /** Why it is not applied, or not all of it, as sentences. */
  readonly problem?: string | undefined;
}

export interface FormField {
  readonly name: ChoiceName;
  /** Without `auto`. */
  readonly values: readonly string[];
  readonly value: string;
  /** Other values can be had by asking the question of the same name. */
  readonly takesOthers: boolean;
  /** What the house style has where nothing is chosen. */
  readonly styled?: string | undefined;
}

export interface GalleryImage {
  /** Stands for the file's place: the same after a reload, another after a rename. */
  readonly id: string;
  /** Which of the roots. */
  readonly root: number;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** By the file's extension until its bytes were read. */
  readonly type: ImageType;
  readonly isFavourite: boolean;
  /** How many links in documents show it. */
  readonly uses: number;
  /** The alt texts of those links. */
  readonly alt: string;
  /** Absent until the bytes were read. */
  readonly facts?: ImageFacts | undefined;
  /** Absent for images that Paper Boat did not make, or does not know to have made. */
  readonly recipe?: RecipeSummary | undefined;
  /** Its file held other images before. */
  readonly hasVersions?: boolean | undefined;
}

export interface ImageFacts {
  /** SHA-256 of the bytes, in hex; empty when the file was not read, because it is too large or closed to us. */
  readonly hash: string;
  readonly size?: ImageSize | undefined;
  /** Small enough for a browser, and an image of a known type. */
  readonly isDrawable: boolean;
  readonly hasThumbnail: boolean;
  /** The average colour, `#rrggbb`, once a thumbnail was made. */
  readonly color?: string | undefined;
}

export interface RecipeSummary {
  /** The first 4000 characters. */
  readonly prompt: string;
  readonly revisedPrompt?: string | undefined;
  readonly model: string;
  /** US dollars. */
  readonly cost?: number | undefined;
  /** The cost is an estimate unless this says otherwise. */
  readonly costBasis?: CostBasis | undefined;
}

export interface ImageDetails {
  readonly id: string;
  readonly prompt?: string | undefined;
  readonly revisedPrompt?: string | undefined;
  /** In the order to show them, named and written for people: model, quality, …, cost, time. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Documents that link to it: `docs/guide.md:12`. */
  readonly uses: readonly string[];
  /** The image it came from, by id. */
  readonly parent?: string | undefined;
  /** The images that came from it, by id. */
  readonly children: readonly string[];
  /** What its file held before, the newest first. */
  readonly versions: readonly VersionSummary[];
}

/** An image that another one took the place of. */
export interface VersionSummary {
  readonly hash: string;
  /** In the folder of versions; absent when it cannot be drawn. */
  readonly file?: string | undefined;
  /** When it was replaced, written for people. */
  readonly at: string;
  readonly prompt?: string | undefined;
  readonly model?: string | undefined;
  /** Written for people. */
  readonly cost?: string | undefined;
}

/** Of this calendar month, written for people: `≈ $1.20`. */
export interface MonthlySpending {
  readonly spent: string;
  /** Absent without a budget. */
  readonly budget?: string | undefined;
}
