import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Cover } from "../src/features/lock/cover.tsx";
import { PhoneGate } from "../src/features/shell/phone-gate.tsx";
import { UpdateBanner } from "../src/pwa/update-banner.tsx";
import { PhoneProvider } from "../src/queries/phone.tsx";

export const metadata: Metadata = {
  title: { default: "Aisle", template: "%s · Aisle" },
  description: "The store in the associate's hand.",
  applicationName: "Aisle",
  appleWebApp: { capable: true, title: "Aisle", statusBarStyle: "default" },
  formatDetection: { telephone: false },
  icons: {
    icon: [
      { url: "/icon.svg", type: "image/svg+xml" },
      { url: "/icon-192.png", sizes: "192x192", type: "image/png" },
    ],
    apple: [{ url: "/apple-touch-icon.png", sizes: "180x180", type: "image/png" }],
  },
  // Next writes only the standard name; iOS before 17.4 reads this one.
  other: { "apple-mobile-web-app-capable": "yes" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#100e0c" },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <UpdateBanner />
        <PhoneProvider>
          <PhoneGate>{children}</PhoneGate>
        </PhoneProvider>
        <Cover />
      </body>
    </html>
  );
}
