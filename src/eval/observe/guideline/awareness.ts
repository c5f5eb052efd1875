import type { WrittenThread } from './written-thread.ts';

/** Deciding whether to use a project, or not finding what exists. */
export const AWARENESS: readonly WrittenThread[] = [
  [
    'Is this still maintained?',
    'The last release is from two years ago and many issues have no answer. We would like to use it in a new service, but not if nobody looks after it.',
  ],
  [
    'Licence for commercial use',
    'Our legal team asks whether we may ship this inside a closed source product. Is a commercial licence available?',
  ],
  [
    'How does this compare to Temporal?',
    'We are evaluating a few workflow engines and I could not find a comparison. Why would I choose this one?',
  ],
  [
    'Does it support PostgreSQL?',
    'Before we start, I would like to know whether it works with Postgres or only with MySQL.',
  ],
  [
    'Pricing for small teams',
    'How much does the hosted version cost for three people? The pricing page does not say.',
  ],
  [
    'Roadmap',
    'Is there a roadmap anywhere? I want to know if multi-tenancy is planned before I decide to adopt it.',
  ],
  [
    'Please publish to conda-forge',
    'There is no conda package, so I cannot get it in our environment at all.',
  ],
  [
    'Can this be used for video calls?',
    'I am looking for a library that does video. Is it possible to use this for that, or is it only audio?',
  ],
  [
    'Project is not listed on the plugin page',
    'I could not find it when I searched the directory. It took me a while to learn that it exists.',
  ],
  [
    'Search on the website finds nothing',
    'Typing "export" in the search box of the site returns no results although there is a page about it.',
  ],
  ['The homepage is down', 'I wanted to have a look at the project but the website does not load.'],
  [
    'Any plans for a Java client?',
    'We would love to try this but our stack is Java. Is there a client or any plan to write one?',
  ],
  [
    'Will there be Windows support?',
    'I am on Windows and it seems that there are only binaries for Linux and macOS. Is Windows planned?',
  ],
  [
    'Is it production ready?',
    'The readme says beta. Does anybody run this in production, and is the API stable enough to build on?',
  ],
  [
    'GPL or MIT?',
    'The readme says MIT, the file headers say GPL. Which one is it? I need to know before I can use it at work.',
  ],
  ['Who uses this?', 'Is there a list of companies using it? I have to convince my boss.'],
  [
    'Benchmarks against Redis?',
    'Are there numbers? I am deciding between this and plain Redis and would like to see latency and throughput.',
  ],
  [
    'What is the difference between the community and the enterprise edition?',
    'The feature table does not make it clear to me which edition has single sign-on.',
  ],
  ['Port for Android', 'Is there a version for Android? I only found the one for iOS.'],
  [
    'Add it to Homebrew',
    'brew search finds nothing. Could you publish a formula so that people can install it on a Mac?',
  ],
  [
    'What can it do?',
    'The readme does not explain what this project is for. A short description with an example would help people who find it for the first time.',
  ],
  ['Is there a demo online?', 'I would like to see it before installing anything.'],
  [
    'Deprecated?',
    'Somebody told me that this project is dead and that a successor is coming. Is that true? I would not want to start with something abandoned.',
  ],
  ['Does it work with Vue?', 'We use Vue, all examples are React. Is it usable without React?'],
  ['Logo and press kit', 'Where can I find the logo?'],
  [
    'Clarify the patent clause',
    'What does the patent grant mean for a startup that wants to use the library? Our lawyers have concerns.',
  ],
  [
    'Why not use an existing format?',
    'What is the advantage over JSON Schema? I try to understand whether switching is worth it.',
  ],
  [
    'Please provide a deb package',
    'Our servers only get software by apt. Without a package in Debian or Ubuntu we can not use it.',
  ],
  ['Is there a free tier?', 'I would like to try the cloud offering. Do I need a credit card?'],
  [
    'Supported platforms',
    'Which operating systems and architectures are supported? I could not find it in the docs. Would it run on a Raspberry Pi?',
  ],
  ['Can it read Excel files?', 'Just asking before I dig in: does the importer understand xlsx?'],
  [
    'Are there alternatives with a smaller footprint?',
    'Our device has 64 MB of RAM. Is this suitable for it, or should I look for something else?',
  ],
  ['When will version 1.0 be released?', 'We wait for a stable release before adopting it. Is there a date?'],
  [
    'FAQ: is my data sent to a server?',
    'Privacy matters to us. Before I install it I would like to know what leaves my machine.',
  ],
  [
    'GDPR and where data is stored',
    'Can you tell where the hosted service keeps data? We may not use anything outside the EU.',
  ],
  [
    'Link to the documentation is broken on the website',
    'The link on the front page gives 404, so I can not find the documentation.',
  ],
  [
    'Site is unreadable on a phone',
    'The landing page is cut off on small screens. I wanted to read what the project does.',
  ],
  ['Any scientific paper?', 'Is the method published anywhere? I consider it for my thesis.'],
  [
    'Would this be a good fit for embedded devices?',
    'We think about replacing our own solution. Does it need an operating system?',
  ],
  ['Is there an Elixir port?', 'Has anybody ported this to Elixir or is somebody working on it?'],
  ['Compatible with Kubernetes 1.29?', 'We have not tried it yet. The compatibility table ends at 1.26.'],
  ['Future of this project', 'The company behind it was sold. What will happen to the open source version?'],
  ['Make it available on a CDN', 'I do not use npm. Please put the file on a CDN such as cdnjs.'],
  ['Self hosting?', 'Can I host it on my own server or is it only offered as a service?'],
  ['Why should I use this instead of the built-in module?', 'The readme does not say what I would gain.'],
  [
    'Is offline mode possible?',
    'I am thinking about using it for a field app, where there is often no network. Does it support that?',
  ],
  [
    'Cannot find the changelog or list of features',
    'Nothing on the site tells me what has been added over the years. It is hard to judge the project.',
  ],
  ['Support for Python 2.7?', 'Our product is still on 2.7. Is there any version that supports it?'],
  [
    'Is there a Docker image?',
    'I could not find one on Docker Hub. I would rather not build it to have a look.',
  ],
  ['Language support', 'Does speech recognition know German? The page only mentions English.'],
  [
    'Contributor licence and governance',
    'Who decides about the project, and can the licence change later? We had a bad experience with another database.',
  ],
  ['How big is the bundle?', 'I compare date libraries. What does this add to my page, gzipped?'],
  ['Can I use it without an account?', 'Do I have to sign up with the vendor to use the library?'],
  ['Security audit?', 'Has the code been audited? We would need that before using it for payments.'],
  ['Not on F-Droid', 'I do not have Google Play. Please publish the app on F-Droid as well.'],
  [
    'Does anyone here use it with more than a million rows?',
    'We consider moving to it and wonder whether it scales.',
  ],
  ['Comparison table in the readme', 'It would help newcomers to see how it differs from similar tools.'],
  ['Is the API free?', 'I found this today. Is it legal and free to use for a hobby project?'],
  [
    'Does this library support OAuth 2.1?',
    'I am choosing a login library for a project that starts next month and this is a requirement.',
  ],
  [
    'Is there a way to try it without installing?',
    'A sandbox in the browser would let people get an impression first.',
  ],
  [
    'Not sure whether this is for me',
    'I run a small shop with one server. Is this overkill, or does it make sense at that size?',
  ],
  [
    'Package name on PyPI is taken by another project',
    'pip install gets something else. Under which name can one get this one?',
  ],
  ['Is it allowed to use the icons in an app that I sell?', 'The licence file does not mention the icons.'],
  [
    'Status of the project?',
    'No commit for eight months. Are you still working on it or should I look elsewhere?',
  ],
  ['Support for ARM64 planned?', 'We can not consider it until there are builds for Graviton.'],
  [
    'Difference to the older project of the same name',
    'There are two repositories. Which one should newcomers take?',
  ],
  [
    'Considering a migration from Jenkins',
    'Before we move: can it run jobs on our own machines behind a firewall?',
  ],
  ['Minimum hardware?', 'How much memory and disk would it need for 200 users? I have to order a server.'],
  ['Does the free version include API access?', 'The plan comparison is not clear to me.'],
  [
    'Readme does not say what problem this solves',
    'I read it twice and still do not know what it does. A short "what is it" would be good.',
  ],
  [
    'Any news on the .NET version?',
    'It was announced last year. We wait for it, otherwise we have to take something else.',
  ],
  [
    'Is it compatible with screen readers?',
    'Accessibility is a must for us. I could not find any statement.',
  ],
  ['LTS policy', 'For how long does a version get fixes? We need that for the decision.'],
  [
    'Can I embed it in a WordPress site?',
    'I have not used it so far and only want to know whether it is possible.',
  ],
  [
    'Is there a mirror in China?',
    'GitHub and npm are hardly reachable from here. We can not even download it.',
  ],
  ['Snap or Flatpak', 'I would like to install it from the software centre of my distribution.'],
  ['Support IE11?', 'Some of our customers still use it. If not, we can not choose this framework.'],
  ['Do I need to pay for the cloud to use the SDK?', 'I only want the SDK.'],
  ['Feature matrix', 'A table of which database supports which feature would make it easier to choose.'],
  ['Does it handle right-to-left text?', 'Looking for an editor for an Arabic site.'],
  [
    'Where is the documentation?',
    'The docs link went away with the redesign and a search engine finds only old copies. Is there any?',
  ],
  [
    'Is this affiliated with the company?',
    'The name suggests it. Our compliance people want to know who stands behind it.',
  ],
  ['Any example of a real site built with it?', 'A gallery would help to judge what is possible.'],
  ['How active is the community?', 'Is there a forum or chat where one can ask before starting?'],
  ['Trademark: may we call our product after it?', 'We plan something and want to stay on the safe side.'],
  [
    'Can this replace Elasticsearch for 10 GB of logs?',
    'Has anybody tried? We would like to drop the big cluster.',
  ],
  [
    'Question about licensing of generated code',
    'If I generate code with this tool, which licence does the output have?',
  ],
  [
    'Publish releases on Maven Central',
    'It is only on a private repository that our proxy does not allow, so nobody at our company can use it.',
  ],
  ['Why is it called that?', 'The name says nothing to me. An FAQ entry about name and logo would be nice.'],
  [
    'Sorting of the gallery page hides half of the plugins',
    'On the site one sees only the first twenty, so nobody finds the others.',
  ],
  [
    'Does the API allow to list all groups of a user?',
    'I have not started yet, just want to know if what I have in mind can be done with it.',
  ],
  [
    'Is there an alternative that still gets updates?',
    'Can somebody point me to the right place? This one looks frozen.',
  ],
  ['What are the limits of the free plan?', 'We plan a pilot with ten people.'],
  ['Which database should I choose for it?', 'We start from zero and compare MySQL and Postgres support.'],
  [
    'Your statement about performance',
    'The site claims "twice as fast". Is there a benchmark that one can repeat?',
  ],
  [
    'Any update on the legal situation?',
    'The repository was taken down for a while. Is it safe to depend on it?',
  ],
  [
    'Would you rewrite it in TypeScript one day?',
    'Just curious about the plans. Types are important for our choice.',
  ],
  ['Package for Alpine', 'apk has none.'],
];
